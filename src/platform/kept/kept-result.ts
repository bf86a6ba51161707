import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';

/** Something that is worked out from texts, always the same from the same. */
export interface KeptWork<T> {
  /** Lower-case word that begins the file's name. */
  readonly name: string;
  /** All texts that the result depends on. */
  readonly inputs: readonly string[];
  /** The work. Its result must be plain data: objects, lists, maps, sets, typed arrays. */
  readonly make: () => T;
  /** Where results lie; null = nothing is kept. */
  readonly folder?: string | null;
}

/** So many results of one name stay: those of a changed file and of the one before it. */
const RESULTS_OF_A_NAME = 4;
const DIGEST_BYTES = 32;

/** `dist/kept`, which a build empties: no result outlives the code that made it. Sources that run unbuilt keep nothing. */
const besideTheCode = import.meta.url.endsWith('.js')
  ? fileURLToPath(new URL('../../kept', import.meta.url))
  : null;

/**
 * The result of an earlier run from the same inputs on the same Node, else that of `make`, which is then kept. A result
 * that is missing, torn or unreadable is made again; one that cannot be written is only not kept.
 *
 * @throws what `make` throws; then nothing is kept
 */
export function keptResult<T>({ name, inputs, make, folder = besideTheCode }: KeptWork<T>): T {
  if (folder === null) return make();
  const file = join(folder, `${name}-${keyOf(inputs)}`);
  const kept = read(file);
  // The key stands for name and inputs: what lies there came from this very `make`.
  if (kept !== null) return kept.value as T;
  const made = make();
  write(folder, file, serialize(made));
  forgetOldest(folder, name);
  return made;
}

function keyOf(inputs: readonly string[]): string {
  const hash = createHash('sha256').update(`${process.version} ${process.arch}`);
  for (const text of inputs) hash.update(`\0${text.length}\0`).update(text);
  return hash.digest('hex').slice(0, 32);
}

/** The file is a digest and what it is the digest of. */
function read(file: string): { readonly value: unknown } | null {
  try {
    const bytes = readFileSync(file);
    const body = bytes.subarray(DIGEST_BYTES);
    if (!digest(body).equals(bytes.subarray(0, DIGEST_BYTES))) return null;
    return { value: deserialize(body) };
  } catch {
    return null;
  }
}

/** Written beside and renamed: a reader sees all of it or nothing, however many start at once. */
function write(folder: string, file: string, body: Buffer): void {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(draft, Buffer.concat([digest(body), body]));
    renameSync(draft, file);
  } catch {
    // A folder that may not be written to, or a full disk: it is worked out again next time.
    remove(draft);
  }
}

function forgetOldest(folder: string, name: string): void {
  try {
    const files = readdirSync(folder)
      .filter((file) => file.startsWith(`${name}-`))
      .map((file) => join(folder, file))
      .map((file) => ({ file, at: statSync(file).mtimeMs }))
      .sort((a, b) => b.at - a.at);
    for (const { file } of files.slice(RESULTS_OF_A_NAME)) remove(file);
  } catch {
    // Another process tidied at the same time.
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It was never there, or another process has removed it.
  }
}

function digest(body: Uint8Array): Buffer {
  return createHash('sha256').update(body).digest();
}
