/** The check of the guest finds each fault that it is there for; and what the guest promises. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { wakeImage } from '../../book/lab/check/image.mjs';
import { NoAnswer } from '../../book/lab/machine/machine.js';

const root = path.join(import.meta.dirname, '../..');
const image = path.join(root, 'build/lab/image');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tuyau-guest-'));
after(() => fs.rmSync(folder, { recursive: true }));

const GOOD = '#include <stdio.h>\nint main(void)\n{\n    puts("good");\n}\n';

const HOSTS = 'host: 10.0.0.1 server\nhost: 10.0.0.2 client\n\n';
const PING = 'client # sh -c "exec ping -c 1 -W 1 10.0.0.1 >/tmp/ping"\n';

/** Runs the check on a course of these files. @param {Record<string, string>} files */
function check(files) {
  const course = fs.mkdtempSync(path.join(folder, 'course-'));
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(course, 'code', name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['book/lab/check/guest.mjs', '--image', image, '--root', course],
    { cwd: root, encoding: 'utf8' },
  );
  return { status, stdout, faults: stderr };
}

test('the check of the guest: a course without fault', () => {
  const { status, stdout, faults } = check({
    'one/good.c': GOOD,
    'one/good.scenario': 'server $ ./good\nserver > good\nserver = 0\n',
    'one/tool.scenario': 'tools: asan\nserver $ ./good\nserver > bad\nserver = 1\n',
    'one/hosts.scenario': `${HOSTS}client ! cut\n${PING}client = 1\nclient ! mend\n${PING}client = 0\n`,
  });
  assert.equal(faults, '');
  assert.equal(status, 0);
  assert.match(stdout, /^1 programs compiled, 2 scenarios played, 1 not played in the lab$/m);
});

test(
  'the check of the guest: a program that does not compile, a cut cable, another line, another ending, ' +
    'silence, too much',
  () => {
    const { status, faults } = check({
      'one/bad.c': 'int main(void)\n{\n    return nothing;\n}\n',
      'one/good.c': GOOD,
      'one/cut.scenario': `${HOSTS}client ! cut\n${PING}client = 0\n`,
      'one/ending.scenario': 'server $ ./good\nserver > good\nserver = 3\n',
      'one/line.scenario': 'server $ ./good\nserver > bad\nserver = 0\n',
      'one/more.scenario': 'server $ ./good\nserver = 0\n',
      'one/silence.scenario':
        'limit: 1 s\nserver $ ./good\nserver > good\nserver = 0\nserver $ sleep 1000\nserver > late\nserver = 0\n',
    });
    assert.equal(status, 1);
    const lines = faults.trim().split('\n');
    assert.match(lines[0], /^code\/one\/bad\.c: does not compile in the lab: bad\.c:3: error: 'nothing' undeclared/);
    assert.deepEqual(lines.slice(1), [
      'code/one/cut.scenario: in the lab, client = 0: found the end, 1',
      'code/one/ending.scenario: in the lab, server = 3: found the end, 0',
      'code/one/line.scenario: in the lab, server > bad: found good',
      'code/one/more.scenario: in the lab, server = 0: found good',
      'code/one/silence.scenario: in the lab, server > late: found nothing',
    ]);
  },
);

test('each waking has the right date and randomness of its own', async () => {
  const said = [];
  for (let i = 0; i < 2; i++) {
    const machine = await wakeImage(image);
    const { status, output } = await machine.run('date +%s; od -An -tx1 -N16 /dev/urandom');
    assert.equal(status, 0);
    said.push(output.trim().split('\n'));
    assert.ok(Math.abs(Number(said[i][0]) - Date.now() / 1000) < 10, `the guest's date is ${said[i][0]}`);
    await machine.emulator.destroy();
  }
  assert.match(said[0][1], /^ ?([0-9a-f]{2} ?){16}$/);
  assert.notEqual(said[0][1], said[1][1]);
});

test('a machine that does not answer is told', async () => {
  const machine = await wakeImage(image);
  await machine.emulator.stop();
  await assert.rejects(machine.run('true', 300), NoAnswer);
  await machine.emulator.destroy();
});

test('the guest holds the tools that its help names, in both languages', async () => {
  const machine = await wakeImage(image);
  const { output } = await machine.run(
    'for tool in bash busybox tcc cc gcc strace ss ip tc nc vi cable lab-help; do command -v $tool >/dev/null || ' +
      'echo "no $tool"; done; cc -v',
  );
  assert.match(output, /^tcc version/);
  for (const language of ['en', 'fr']) {
    const help = await machine.run(`lab-help ${language}`);
    assert.equal(help.status, 0);
    assert.match(help.output, /strace -f/);
  }
  await machine.emulator.destroy();
});
