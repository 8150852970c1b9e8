/** The reader's texts: what was changed is kept in this browser, file by file; the course's own text is never lost. */

const KEY = 'tuyau-lab:';

export class Files {
  /** Where the browser keeps nothing (a private window that forbids it), texts live as long as the page. */
  #changed = new Map<string, string>();

  #originals: Record<string, string>;

  constructor(originals: Record<string, string>) {
    this.#originals = originals;
  }

  has(path: string): boolean {
    return path in this.#originals;
  }

  text(path: string): string {
    return this.#mine(path) ?? this.#originals[path];
  }

  isChanged(path: string): boolean {
    return this.#mine(path) !== undefined;
  }

  keep(path: string, text: string): void {
    const same = text === this.#originals[path];
    if (same) this.#changed.delete(path);
    else this.#changed.set(path, text);
    try {
      if (same) localStorage.removeItem(KEY + path);
      else localStorage.setItem(KEY + path, text);
    } catch {
      // kept in `changed`
    }
  }

  /** All of them, as they are now. */
  *all(): Generator<[string, string]> {
    for (const path of Object.keys(this.#originals)) yield [path, this.text(path)];
  }

  #mine(path: string): string | undefined {
    try {
      return this.#changed.get(path) ?? localStorage.getItem(KEY + path) ?? undefined;
    } catch {
      return this.#changed.get(path);
    }
  }
}
