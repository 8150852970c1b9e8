/** Hosts and their cables in the guest: each order, and each fault. It needs the built image, and no browser. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { wakeImage } from '../../book/lab/check/image.mjs';

const HOSTS = [
  { name: 'server', address: '10.0.0.1' },
  { name: 'client', address: '10.0.0.2' },
];
const READER = 'su -s /bin/bash reader -c';

/** @type {import('../../book/lab/machine/machine.js').Machine} */
let machine;
before(async () => {
  machine = await wakeImage(path.join(import.meta.dirname, '../../build/lab/image'));
});
after(async () => {
  await machine.emulator.destroy();
});

/** Whether a ping of one packet from the client comes back from the server. */
const reaches = async () => (await machine.run('ip netns exec client ping -c 1 -W 1 10.0.0.1')).status === 0;

test('hosts have names and a cable; what is cut arrives nowhere until it is mended', async () => {
  await machine.renew(HOSTS);
  assert.match((await machine.run('ip netns list | cut -d" " -f1 | sort | xargs')).output, /^client server$/m);
  assert.equal(
    (await machine.cable('')).output,
    'server 10.0.0.1: whole, delay 0 ms\nclient 10.0.0.2: whole, delay 0 ms\n',
  );
  assert.ok(await reaches());
  assert.match((await machine.cable('cut client')).output, /^server .*whole.*\nclient .*cut, /);
  assert.ok(!(await reaches()));
  assert.match((await machine.cable('mend client')).output, /^server .*whole.*\nclient .*whole, /);
  assert.ok(await reaches());
  assert.match((await machine.cable('cut')).output, /^server .*cut, .*\nclient .*cut, /);
  assert.ok(!(await reaches()));
  assert.match((await machine.cable('mend')).output, /^server .*whole, .*\nclient .*whole, /);
  assert.ok(await reaches());
});

test('a delay is taken once on each way; the next segment of a kind is lost, and no other', async () => {
  await machine.renew(HOSTS);
  await machine.cable('delay 300');
  const { output } = await machine.run('ip netns exec client ping -c 2 10.0.0.1');
  const least = Number(/min\/avg\/max = ([\d.]+)/.exec(output)?.[1]);
  assert.ok(least >= 600 && least < 1100, output);
  await machine.cable('delay 0');
  assert.match((await machine.cable('drop SYN client')).output, /loses its next SYN/);
  const talk =
    'ip netns exec server nc -l 10.0.0.1 4000 >/tmp/heard & until ip netns exec server ss -Htln | grep -q 4000; ' +
    'do :; done; ';
  await machine.run(`${talk} echo hello | ip netns exec client nc -N 10.0.0.1 4000; wait`);
  assert.match(
    (await machine.run('cat /tmp/heard; ip netns exec client nstat -az TcpRetransSegs')).output,
    /^hello\n[^]*TcpRetransSegs +[1-9]/,
  );
  assert.doesNotMatch((await machine.cable('')).output, /loses/);
});

test('the reader may order in a terminal of a host; a fault is told, and changes nothing', async () => {
  await machine.renew(HOSTS);
  assert.match(
    (await machine.run(`ip netns exec client ${READER} "cable cut server"`)).output,
    /^server .*cut, .*\nclient .*whole, /,
  );
  const before = (await machine.cable('')).output;
  /** @type {[string, RegExp][]} */
  const faults = [
    ['cut alice', /no such host: 'alice'/],
    ['drop SYN alice', /no such host: 'alice'/],
    ['drop FIN,ACK client', /a segment is .* not 'FIN,ACK'/],
    ['drop SYN', /cable drop KIND HOST/],
    ['delay soon', /a delay is 0 to 60000 milliseconds, not 'soon'/],
    ['delay 60001', /not '60001'/],
    ['fly', /cable delay MS/],
  ];
  for (const [order, why] of faults) {
    const { status, output } = await machine.cable(order);
    assert.notEqual(status, 0, order);
    assert.match(output, why);
  }
  // past the command, too: the program itself
  assert.match((await machine.run('echo fly high | nc -uU -W 1 /run/cables')).output, /^no such order: fly/);
  assert.match((await machine.run('echo cut a b | nc -uU -W 1 /run/cables')).output, /^too many words after cut/);
  assert.equal((await machine.cable('')).output, before);
});

test('hosts that cannot be are told; without hosts, the cable is loopback, for root alone', async () => {
  await assert.rejects(machine.renew([{ name: 'server', address: '10.0.0' }]), /no IPv4 address: 10\.0\.0/);
  await assert.rejects(
    machine.renew([{ name: 'Server', address: '10.0.0.1' }]),
    /not NAME=ADDRESS: Server=10\.0\.0\.1/,
  );
  await assert.rejects(machine.renew([HOSTS[0], HOSTS[0]]), /netns\/server: File exists/);
  await machine.renew();
  assert.equal((await machine.cable('')).output, 'lo: whole, delay 0 ms\n');
  assert.equal((await machine.cable('cut')).output, 'lo: cut, delay 0 ms\n');
  assert.notEqual((await machine.run('ping -c 1 -W 1 127.0.0.1')).status, 0);
  assert.equal((await machine.cable('mend')).output, 'lo: whole, delay 0 ms\n');
  assert.equal((await machine.run('ping -c 1 -W 1 127.0.0.1')).status, 0);
  assert.match((await machine.cable('cut server')).output, /no further hosts/);
  assert.match((await machine.run(`${READER} "cable cut"`)).output, /loopback is root's/);
});
