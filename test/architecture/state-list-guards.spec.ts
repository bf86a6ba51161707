import fs from 'node:fs/promises';
import path from 'node:path';
import { DISPUTE_STATES, OBJECTION_STATES, REQUEST_STATES } from '../../src/law/request-states.js';
import { projectRoot } from './scratch-tree.js';

const states: ReadonlySet<string> = new Set([...REQUEST_STATES, ...OBJECTION_STATES, ...DISPUTE_STATES]);
/** `['received', 'extended']` of the program, `('received', 'extended')` of SQL. */
const list = /[[(]\s*((?:'[a-z_-]+',?\s*){2,})[\])]/gu;
/** `row.status === 'open' || row.status === 'silent'`, and the same with `!==` and `&&`. */
const chain = /((?:\w+[.?]{1,2})*(?:status|state)) ([!=]==) '(\w+)'\s*(?:\|\||&&)\s*\1 \2 '(\w+)'/gu;

/** Which states a file lists by hand: what they mean together is for `src/law/state-sets.ts` to say. */
function typedStates(source: string): string[] {
  const lists = [...source.matchAll(list)].map(([, inside = '']) => inside.match(/[a-z_-]+/gu) ?? []);
  const chains = [...source.matchAll(chain)].map(([, , , first = '', second = '']) => [first, second]);
  return [...lists, ...chains]
    .filter((words) => words.every((word) => states.has(word)))
    .map((words) => words.join(', '));
}

/** Where two states share a sentence or a link of a page, which is no rule of the law. */
const ofThePage: Readonly<Record<string, string[]>> = {
  'desks/tracking/status-lead.ts': ['closed_incomplete, final'],
  'desks/tracking/status-objections.ts': ['settled, withdrawn'],
  'desks/tracking/status.page.ts': ['closed_incomplete, withdrawn'],
};

describe('a list of states', () => {
  it('is written in the law alone', async () => {
    const folder = path.join(projectRoot, 'src');
    const files = (await fs.readdir(folder, { recursive: true })).filter(
      (file) => /(?<!\.spec)\.ts$/u.test(file) && !/^(?:law|platform\/database\/migrations)\//u.test(file),
    );
    const found: Record<string, string[]> = {};
    for (const file of files.sort()) {
      const typed = typedStates(await fs.readFile(path.join(folder, file), 'utf8'));
      if (typed.length > 0) found[file] = typed;
    }
    expect([files.length > 500, found]).toEqual([true, ofThePage]);
  });

  it.each([
    "['received', 'processing', 'extended'].includes(row.status)",
    "c.status IN ('registered', 'ruled')",
    "c.status NOT IN ('withdrawn',\n  'final')",
    "row.status === 'open' || row.status === 'silent'",
    "objection?.status === 'open' ||\n  objection?.status === 'silent'",
    "status !== 'incomplete' && status !== 'closed_incomplete'",
  ])('would be seen in %j', (source) => {
    expect(typedStates(source)).toHaveLength(1);
  });

  it.each(["['filed', 'extended']", "t('received', 'open-now')", "status === 'open'", "['received']"])(
    'is not seen in %j',
    (source) => {
      expect(typedStates(source)).toEqual([]);
    },
  );
});
