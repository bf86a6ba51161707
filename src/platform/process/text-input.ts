import { readFile } from 'node:fs/promises';

/** The text of a file, or of standard input for `-` or no file. Not UTF-8 is read as far as it goes. */
export async function readTextInput(file: string | undefined): Promise<string> {
  if (file !== undefined && file !== '-') return readFile(file, 'utf8');
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks).toString('utf8');
}

/** The bytes of a file. */
export async function readFileInput(file: string): Promise<Buffer> {
  return readFile(file);
}

/** Writes to standard output and waits until all of it is taken: the process may end right after. */
export async function writeOutput(text: string | Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
