import type { RowFault } from './register-entry.js';

/** A number of a register, and the line that writes it. */
export interface NumberedEntry {
  readonly line: number;
  readonly year: number;
  readonly seq: number;
}

/** What the register of a year already holds: every number, and the last one given (or set by `register-start`). */
export interface YearInUse {
  readonly numbers: ReadonlySet<number>;
  readonly last: number;
}

const MOST_NAMED_GAPS = 20;

/** `partly`: of some entries no number could be read, so gaps are not known. */
export type Reading = 'whole' | 'partly';

/**
 * Whether the entries continue each year's numbers without a gap: with those in use they must be 1, 2, 3 ... to the last
 * one given. Names doubles, clashes and gaps.
 */
export function seriesFaults(
  entries: readonly NumberedEntry[],
  inUse: ReadonlyMap<number, YearInUse>,
  reading: Reading = 'whole',
): readonly RowFault[] {
  const years = new Map<number, Map<number, NumberedEntry>>();
  const faults: RowFault[] = [];
  for (const entry of entries) {
    const seen = years.get(entry.year) ?? new Map<number, NumberedEntry>();
    years.set(entry.year, seen);
    const before = seen.get(entry.seq);
    if (before !== undefined) {
      faults.push({ line: entry.line, column: 'number', code: 'double', values: { line: before.line } });
    } else seen.set(entry.seq, entry);
    if (inUse.get(entry.year)?.numbers.has(entry.seq) === true)
      faults.push({ line: entry.line, column: 'number', code: 'number-taken' });
  }
  if (reading === 'partly') return faults;
  for (const [year, seen] of years) faults.push(...gapFaults(year, seen, inUse.get(year)));
  return faults;
}

function gapFaults(
  year: number,
  seen: ReadonlyMap<number, NumberedEntry>,
  inUse: YearInUse | undefined,
): readonly RowFault[] {
  const last = Math.max(inUse?.last ?? 0, ...seen.keys());
  const faults: RowFault[] = [];
  for (let seq = 1; seq <= last && faults.length < MOST_NAMED_GAPS; seq += 1) {
    if (seen.has(seq) || inUse?.numbers.has(seq) === true) continue;
    let end = seq;
    while (end < last && !seen.has(end + 1) && inUse?.numbers.has(end + 1) !== true) end += 1;
    const span = seq === end ? String(seq) : `${String(seq)}–${String(end)}`;
    faults.push({ line: 0, column: 'number', code: 'gap', values: { year: String(year), numbers: span } });
    seq = end;
  }
  return faults;
}
