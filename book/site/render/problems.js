/**
 * What is wrong with the book, gathered during one run and reported together,
 * as compilers do: `file:line: what is wrong`.
 */
export class Problems {
  /** @type {{file: string, line: number, text: string}[]} */
  list = [];

  /**
   * @param {string} file path from the root of the repository
   * @param {number} line counted from 1; 0 when the whole file is meant
   * @param {string} text
   */
  add(file, line, text) {
    this.list.push({ file, line, text });
  }

  /** @param {string} report of a tool of scripts/, in the same form; an indented line belongs to the one above */
  addReport(report) {
    for (const [, file, line, text] of report.matchAll(/^(\S.*?):(?:(\d+):)? (.*(?:\n +.*)*)/gm))
      this.add(file, Number(line ?? 0), text);
  }

  /** @returns {string[]} one line a problem, in reading order, each once */
  lines() {
    const sorted = [...this.list].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
    return [...new Set(sorted.map(({ file, line, text }) => (line ? `${file}:${line}: ${text}` : `${file}: ${text}`)))];
  }
}
