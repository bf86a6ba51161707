import { LIFECYCLE } from './request-lifecycle.js';
import type { Transition } from './transition.js';

const RECORDS = ['request', 'objection', 'dispute'] as const;
/** Row 28 stays in every open state and says nothing about the way through; the table has it. */
const LEFT_OUT_ROW = 28;

/**
 * The state table as Mermaid text, one diagram with the three records. Each arrow names the rows of law.md section 7
 * and their events; `docs/state-diagram.md` holds it, and a spec says whether that is current.
 */
export function stateDiagram(): string {
  const rows: readonly Transition[] = LIFECYCLE;
  return ['stateDiagram-v2', ...RECORDS.flatMap((record) => diagramOf(record, rows))].join('\n');
}

function diagramOf(record: Transition['record'], rows: readonly Transition[]): readonly string[] {
  const arrows = new Map<string, string[]>();
  const states = new Set<string>();
  const ends = new Set<string>();
  for (const row of rows) {
    if (row.record !== record || row.row === LEFT_OUT_ROW) continue;
    for (const from of row.from)
      for (const to of targetsOf(row, from)) {
        for (const state of [from, to]) if (state !== 'none') states.add(state);
        const arrow = `${nodeOf(record, from)} --> ${nodeOf(record, to)}`;
        arrows.set(arrow, [...(arrows.get(arrow) ?? []), `${row.row} ${row.event}`]);
      }
  }
  for (const state of states) if (!isLeft(record, state, rows)) ends.add(state);
  return [
    `  state "${record}" as ${record} {`,
    ...[...states].map((state) => `    state "${state}" as ${nodeOf(record, state)}`),
    ...[...arrows].map(([arrow, events]) => `    ${arrow}: ${[...new Set(events)].join(', ')}`),
    ...[...ends].map((state) => `    ${nodeOf(record, state)} --> [*]`),
    '  }',
  ];
}

function targetsOf(row: Transition, from: string): readonly string[] {
  if (row.to === 'same') return [from];
  return row.to === 'before-consent' ? ['processing', 'extended'] : [row.to];
}

function isLeft(record: string, state: string, rows: readonly Transition[]): boolean {
  return rows.some(
    (row) =>
      row.record === record &&
      (row.from as readonly string[]).includes(state) &&
      ![state, 'same'].includes(row.to),
  );
}

function nodeOf(record: string, state: string): string {
  return state === 'none' ? '[*]' : `${record}_${state}`;
}
