/** Downloads with progress, and says when something is missing at the end. */

export class Broken extends Error {
  constructor(
    readonly got: number,
    readonly all: number,
  ) {
    super(`${got} of ${all} bytes`);
  }
}

export type Part = { file: string; bytes: number };

/** `again`: not from the browser's cache, which may hold the damaged one. */
export async function download(
  base: URL,
  part: Part,
  progress: (bytes: number) => void,
  again: boolean,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(new URL(part.file, base), { cache: again ? 'reload' : 'default' });
  if (!response.ok || !response.body) throw new Broken(0, part.bytes);
  const data = new Uint8Array(part.bytes);
  const reader = response.body.getReader();
  let got = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new Broken(got, part.bytes);
    });
    if (done) break;
    if (got + value.length > part.bytes) throw new Broken(got + value.length, part.bytes);
    data.set(value, got);
    got += value.length;
    progress(value.length);
  }
  if (got !== part.bytes) throw new Broken(got, part.bytes);
  return data;
}

export async function unpack(data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
