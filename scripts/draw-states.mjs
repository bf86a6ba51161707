/** Draws docs/state-diagram.md anew from the state table; a spec says when that is needed. Run after `npm run build`. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stateDiagram } from '../dist/law/state-diagram.js';

const file = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../docs/state-diagram.md');
const drawn = readFileSync(file, 'utf8').replace(
  /```mermaid\n[\s\S]*?\n```/,
  () => `\`\`\`mermaid\n${stateDiagram()}\n\`\`\``,
);
writeFileSync(file, drawn);
