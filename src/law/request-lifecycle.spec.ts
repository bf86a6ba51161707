import { DEADLINE_KINDS, deadlineKindOf, deadlineKindsOf } from './deadline-kinds.js';
import { LIFECYCLE } from './request-lifecycle.js';
import {
  DISPUTE_END_STATES,
  DISPUTE_STATES,
  OBJECTION_END_STATES,
  OBJECTION_STATES,
  REQUEST_END_STATES,
  REQUEST_STATES,
} from './request-states.js';
import { TIME_LIMITS } from './time-limits.js';
import type { TimeLimitId } from './time-limits.js';
import type { Transition } from './transition.js';

const ROWS: readonly Transition[] = LIFECYCLE;
const RECORDS: readonly (readonly [Transition['record'], readonly string[], readonly string[]])[] = [
  ['request', REQUEST_STATES, REQUEST_END_STATES],
  ['objection', OBJECTION_STATES, OBJECTION_END_STATES],
  ['dispute', DISPUTE_STATES, DISPUTE_END_STATES],
];

const targetsOf = (row: Transition, from: string): readonly string[] =>
  row.to === 'same' ? [from] : row.to === 'before-consent' ? ['processing', 'extended'] : [row.to];
/** A right that was used in time and learnt of late: the end was none. */
const reopens = (row: Transition): boolean => row.guards.includes('filed-within-term');
const leads = (record: string, from: string): readonly string[] =>
  ROWS.filter(
    (row) => row.record === record && !reopens(row) && (row.from as readonly string[]).includes(from),
  ).flatMap((row) => targetsOf(row, from));
const clocksOf = ({ clocks }: Transition): readonly TimeLimitId[] => [
  ...(clocks.start ?? []),
  ...(clocks.stop === 'all' ? [] : (clocks.stop ?? [])),
  ...(clocks.suspend ?? []),
  ...(clocks.restart ?? []),
  ...(clocks.resume ?? []),
];

describe('the state table', () => {
  it('holds all 28 rows of the law paper', () => {
    const numbers = new Set(ROWS.flatMap((row) => [row.row, ...(row.lateRow ? [row.lateRow] : [])]));
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 28 }, (_, index) => index + 1));
  });

  it.each(RECORDS)('reaches every state of the %s', (record, states) => {
    const reached = new Set(['none']);
    for (let before = 0; before < reached.size;) {
      before = reached.size;
      for (const state of [...reached]) for (const to of leads(record, state)) reached.add(to);
    }
    expect([...reached].sort()).toEqual(['none', ...states].sort());
  });

  it.each(RECORDS)('lets every open state of the %s be left', (record, states, ends) => {
    const stuck = states.filter((state) => !leads(record, state).some((to) => to !== state));
    expect(stuck.sort()).toEqual([...ends].sort());
  });

  it.each(RECORDS)('leads from every state of the %s to an end', (record, states, ends) => {
    const ending = new Set(ends);
    for (let before = 0; before < ending.size;) {
      before = ending.size;
      for (const state of states) if (leads(record, state).some((to) => ending.has(to))) ending.add(state);
    }
    expect([...ending].sort()).toEqual([...states].sort());
  });

  it.each(RECORDS)('leads the %s nowhere after an end', (record, _states, ends) => {
    expect(ends.flatMap((end) => leads(record, end).filter((to) => to !== end))).toEqual([]);
  });

  it('opens an end again only for a suit or cassation that was filed in time', () => {
    expect(ROWS.filter(reopens).map(({ record, from, event, to }) => [record, from, event, to])).toEqual([
      ['dispute', ['final'], 'suit-filed', 'ruled'],
      ['dispute', ['final'], 'cassation-filed', 'court'],
    ]);
  });

  it('gives each state and event one row, or rows told apart by a condition', () => {
    const rows = new Map<string, Transition[]>();
    for (const row of ROWS)
      for (const from of row.from) {
        const key = `${row.record} ${from} ${row.event}`;
        rows.set(key, [...(rows.get(key) ?? []), row]);
      }
    const torn = [...rows].filter(
      ([, same]) => same.length > 1 && new Set(same.map(({ when }) => when ?? 'always')).size !== same.length,
    );
    expect(torn.map(([key]) => key)).toEqual([]);
  });

  it('cites an article and names an actor in every row', () => {
    expect(ROWS.filter(({ article, actors }) => article.length < 10 || actors.length === 0)).toEqual([]);
  });

  it('lets only the timer bring a term to its end', () => {
    const lapses = ROWS.filter(({ event }) => event.startsWith('lapse-'));
    expect(lapses).toHaveLength(6);
    expect(lapses.every(({ actors }) => actors.length === 1 && actors[0] === 'timer')).toBe(true);
  });

  it('holds back what cannot be undone while the clock is in doubt', () => {
    const held = ROWS.filter(({ heldByClockGuard }) => heldByClockGuard).map(
      (row) => `${row.record} ${row.event}`,
    );
    expect(held).toEqual([
      'request lapse-repair',
      'request finalise',
      'objection finalise',
      'dispute finalise',
    ]);
  });

  it('never lets an assignment touch a clock', () => {
    expect(ROWS.filter(({ row }) => row === 7).map(({ clocks, to }) => [clocks, to])).toEqual([
      [{}, 'same'],
      [{}, 'same'],
    ]);
  });

  it('keeps the reply clock running while a refusal waits for consent', () => {
    expect(ROWS.find(({ event }) => event === 'propose-refusal')?.clocks).toEqual({});
  });

  it('starts and stops only clocks of the law', () => {
    const ids = new Set<string>(TIME_LIMITS.map(({ id }) => id));
    expect(ROWS.flatMap(clocksOf).filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe('kinds of due rows', () => {
  /** T1 is done in the filing itself; T11 and T12 bind the commission and are only shown. */
  const informative: readonly TimeLimitId[] = ['T1', 'T11', 'T12'];

  it('exist for every clock that the table starts or stops', () => {
    const clocks = new Set(ROWS.flatMap(clocksOf));
    expect([...clocks].filter((id) => deadlineKindOf(id) === null).sort()).toEqual([...informative].sort());
  });

  it('lapse with an event that the table knows', () => {
    const events = new Set<string>(ROWS.map(({ event }) => event));
    expect(DEADLINE_KINDS.filter(({ lapse }) => lapse !== null && !events.has(lapse))).toEqual([]);
  });

  it('are held back exactly where their event is', () => {
    for (const kind of DEADLINE_KINDS) {
      const row = ROWS.find(({ event }) => event === kind.lapse);
      expect([kind.kind, kind.heldByClockGuard]).toEqual([kind.kind, row?.heldByClockGuard === true]);
    }
  });

  it('have one row each, with article and both titles', () => {
    const kinds = DEADLINE_KINDS.map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    for (const { titleId, titleEn, article } of DEADLINE_KINDS) {
      expect([titleId, titleEn, article].every((text) => text.length > 3)).toBe(true);
    }
  });

  it('are found by the room that handles them', () => {
    expect(deadlineKindsOf(['requests'])).toEqual(['completeness-check', 'repair']);
    expect(deadlineKindsOf([])).toEqual([]);
  });
});
