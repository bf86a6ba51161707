import { readFile } from 'node:fs/promises';

/** The text of a file, or of standard input for `-` or no file. Not UTF-8 is read as far as it goes. */
export async function readTextInput(file: string | undefined): Promise<string> {
  return (await readFileInput(file)).toString('utf8');
}

/**
 * The bytes of a file, or of standard input for `-` or no file. A file that cannot be read is an error whose message is
 * a sentence for the operator.
 */
export async function readFileInput(file: string | undefined): Promise<Buffer> {
  if (file !== undefined && file !== '-')
    return readFile(file).catch((error: unknown) => {
      throw new Error(whyUnread(file, error), { cause: error });
    });
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks);
}

function whyUnread(file: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return `Berkas "${file}" tidak ada.`;
  if (code === 'EISDIR') return `"${file}" adalah folder, bukan berkas.`;
  if (code === 'EACCES') return `Berkas "${file}" tidak boleh dibaca oleh pengguna ini.`;
  return `Berkas "${file}" tidak dapat dibaca${code === '' ? '' : ` (${code})`}.`;
}

/** Writes to standard output and waits until all of it is taken: the process may end right after. */
export async function writeOutput(text: string | Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
