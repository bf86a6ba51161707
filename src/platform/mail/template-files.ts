import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFile } from '../config/project-files.js';

/** Names of the folders below `templates/mail/`, one a mail kind, in order of the alphabet. */
export function mailTemplateFolders(root: string = projectFile('templates', 'mail')): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The written words of a mail kind in one language, or null when there is no such file. */
export function readMailTemplateFile(
  kind: string,
  language: string,
  root: string = projectFile('templates', 'mail'),
): string | null {
  const file = join(root, kind, `${language}.yaml`);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
