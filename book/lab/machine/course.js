/** The course's programs in the guest: `/course` as they are, and writable copies in the reader's home folder. */
import { tar } from './tar.js';

export const HOME = '/home/reader';

/** @param {string} word @returns {string} as a shell takes it literally */
export const quote = (word) => `'${word.replaceAll("'", "'\\''")}'`;

/**
 * @param {import('./machine.js').Machine} machine
 * @param {Iterable<[string, string]>} files text by path below `code/`
 */
export async function installCourse(machine, files) {
  await machine.write('course.tar', tar(files));
  const { status, output } = await machine.run(
    `tar -xof /lab/course.tar -C /course && cp -r /course/. ${HOME} && chown -R reader:reader ${HOME} && : >` +
      `/lab/course.tar`,
  );
  if (status !== 0) throw new Error(output);
}

/**
 * One program's build: its folder below `code/`, its file, and the modules that it includes.
 * @typedef {{folder: string, file: string, modules: string[]}} Program
 */

/** Compiles a program in the reader's home folder. @param {Program} program @returns {string} a script */
export function compileScript({ folder, file, modules }) {
  const name = file.replace(/\.c$/, '');
  const inputs = [file, ...modules].map(quote).join(' ');
  return (
    `cd ${quote(`${HOME}/${folder}`)} && su -s /bin/bash reader -c ` +
    `${quote(`cc -Wall -g ${inputs} -o ${quote(name)}`)}`
  );
}
