import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json, the same whether this file runs from src/ or from dist/. */
export const PROJECT_DIR = findProject(dirname(fileURLToPath(import.meta.url)));

/** A file that travels with the program (config/, templates/), by its path below the project's folder. */
export function projectFile(...parts: readonly string[]): string {
  return join(PROJECT_DIR, ...parts);
}

/** The text of such a file. @throws Error naming the file when it cannot be read. */
export function readProjectText(...parts: readonly string[]): string {
  return readFileSync(projectFile(...parts), 'utf8');
}

function findProject(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('package.json of Tenggat not found above the program');
  return findProject(parent);
}
