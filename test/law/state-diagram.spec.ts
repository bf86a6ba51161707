import { readFileSync } from 'node:fs';
import { stateDiagram } from '../../src/law/state-diagram.js';

describe('the drawn state diagram', () => {
  it('is the state table of today', () => {
    const drawn = /```mermaid\n([\s\S]*?)\n```/.exec(readFileSync('docs/state-diagram.md', 'utf8'))?.[1];
    expect(drawn).toBe(stateDiagram());
  });
});
