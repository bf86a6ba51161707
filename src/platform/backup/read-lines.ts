import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** The lines of a gzipped file; `seen` gets the bytes as they lie on the disk. Throws when it cannot be read or unpacked. */
export async function* readLines(
  path: string,
  seen: (piece: Buffer) => void = () => undefined,
): AsyncGenerator<string> {
  const unpacked = createGunzip();
  const packed = createReadStream(path).on('data', (piece) => seen(Buffer.from(piece)));
  // A fault of any part is thrown by the loop below.
  pipeline(packed, unpacked).catch(() => undefined);
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const piece of unpacked as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.write(piece)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
