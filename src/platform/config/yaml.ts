import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * The content of a YAML text. The parser is loaded when the first text is read: a start that finds all it needs kept
 * from an earlier one (see `keptResult`) goes without.
 *
 * @throws Error with line and column when the text is no YAML or gives a key twice
 */
export function parseYaml(text: string): unknown {
  const { parse } = require('yaml') as typeof import('yaml');
  return parse(text) as unknown;
}
