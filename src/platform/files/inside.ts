import { isAbsolute, join, normalize, sep } from 'node:path';

/** Path of a file below a folder, or null where it would lie elsewhere: what rows and manifests name is not ours to trust. */
export function below(folder: string, path: string): string | null {
  const plain = normalize(path);
  const leaves = isAbsolute(plain) || plain === '.' || plain === '..' || plain.startsWith(`..${sep}`);
  return leaves || path.includes('\0') ? null : join(folder, plain);
}
