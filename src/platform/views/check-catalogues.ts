import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Catalogue } from './catalogue.js';
import { placeholders } from './message-format.js';

export interface CatalogueFaults {
  /** Keys asked for by a template or source file that no Indonesian file has. */
  readonly missing: string[];
  /** Keys no template or source file names, whole or by the beginning of a built key. */
  readonly unused: string[];
  /** Keys without English text: allowed, they fall back. */
  readonly untranslated: string[];
  /** English keys without an Indonesian source, or with other placeholders than it. */
  readonly mismatched: string[];
}

const callWithKey =
  /\b(?:t|tlist|rich|prose|richHtml|proseHtml|list)\(\s*['"]([a-z][\w-]*(?:\.[\w-]+)+)['"]\s*[,)]/g;
const anyKey = /['"`]([a-z][\w-]*\.[\w.-]*)(?:['"`]|\$\{)/g;

/** Compares the catalogues with each other and with what `templates/` and `src/` ask for. */
export function checkCatalogues(root = process.cwd()): CatalogueFaults {
  const catalogue = Catalogue.load(join(root, 'templates/messages'));
  const sources = [...filesUnder(join(root, 'templates')), ...filesUnder(join(root, 'src'))]
    .filter((file) => ['.njk', '.ts'].includes(extname(file)) && !file.endsWith('.spec.ts'))
    .map((file) => readFileSync(file, 'utf8'));
  const asked = new Set<string>();
  const named = new Set<string>();
  for (const source of sources) {
    for (const match of source.matchAll(callWithKey)) asked.add(match[1] ?? '');
    for (const match of source.matchAll(anyKey)) named.add(match[1] ?? '');
  }
  const prefixes = [...named].filter((name) => name.endsWith('.') || name.endsWith('-'));
  const keys = catalogue.keys('id');
  const english = new Set(catalogue.keys('en'));
  return {
    missing: [...asked].filter((key) => !catalogue.has(key)).sort(),
    unused: keys
      .filter((key) => !named.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)))
      .sort(),
    untranslated: keys.filter((key) => !english.has(key)).sort(),
    mismatched: [...english].filter((key) => !catalogue.has(key) || !samePlaceholders(catalogue, key)).sort(),
  };
}

function samePlaceholders(catalogue: Catalogue, key: string): boolean {
  const text = (language: 'id' | 'en'): string => {
    try {
      return catalogue.message(language, key);
    } catch {
      return catalogue.messages(language, key).join(' ');
    }
  };
  const english = placeholders(text('en'));
  return [...placeholders(text('id'))].every((name) => english.has(name));
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
