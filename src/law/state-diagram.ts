import { LIFECYCLE } from './request-lifecycle.js';
import { DISPUTE_END_STATES, OBJECTION_END_STATES, REQUEST_END_STATES } from './request-states.js';
import type { Transition } from './transition.js';

const RECORDS = ['request', 'objection', 'dispute'] as const;
/** Where a record ends, although a right that was used in time may still open it. */
const ENDS: Readonly<Record<Transition['record'], readonly string[]>> = {
  request: REQUEST_END_STATES,
  objection: OBJECTION_END_STATES,
  dispute: DISPUTE_END_STATES,
};
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
  for (const state of states) if (ENDS[record].includes(state)) ends.add(state);
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

function nodeOf(record: string, state: string): string {
  return state === 'none' ? '[*]' : `${record}_${state}`;
}
