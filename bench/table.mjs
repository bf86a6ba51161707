/** The lines of a run: a table for people, bench/results.json for programs, and the table of docs/performance.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { TARGETS, verdictOf } from './targets.mjs';

const ROOT = join(import.meta.dirname, '..');
const COLUMNS = ['id', 'what', 'ours', 'floor', 'ratio', 'must', 'good', 'verdict'];

/** Collects lines and says each as soon as it is known. */
export class Table {
  lines = [];

  /** `target` names a row of targets.mjs, or nothing is asked; `floor` may be missing; `unit` stands behind both. */
  add({ id, what, ours, floor = null, unit = '', target = null, note = null, cases = null }) {
    const asked = target === null ? null : TARGETS[target];
    const line = {
      id,
      what,
      cases,
      ours: rounded(ours),
      floor: rounded(floor),
      ratio: floor === null ? null : rounded(ours / floor),
      unit,
      must: asked?.must.words ?? '',
      good: asked?.good?.words ?? '',
      verdict: asked === null ? '' : verdictOf(asked, { ours, floor }),
      ...(note === null ? {} : { note }),
    };
    this.lines.push(line);
    console.error(`  ${cells(line).filter(Boolean).join('  ')}`);
  }

  /** A line that could not be measured says why and counts as missed. */
  failed(id, what, error) {
    const note = String(error?.message ?? error).slice(0, 300);
    const line = {
      id,
      what,
      cases: null,
      ours: null,
      floor: null,
      ratio: null,
      unit: '',
      must: '',
      good: '',
    };
    this.lines.push({ ...line, verdict: 'failed', note });
    console.error(`  ${id} ${what}: ${note}`);
  }

  /** Something that must hold and did not. */
  get missed() {
    return this.lines.filter(({ verdict }) => verdict === 'missed' || verdict === 'failed');
  }

  print() {
    const rows = this.rows();
    const widths = COLUMNS.map((_, at) => Math.max(...rows.map((row) => row[at].length)));
    const padded = rows.map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at]))
        .join('  ')
        .trimEnd(),
    );
    padded.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
    console.log(padded.join('\n'));
    for (const { id, what, note } of this.lines)
      if (note !== undefined) console.log(`* ${id} ${what}: ${note}`);
    console.log(
      `\n${machine()}; ${String(this.missed.length)} of ${String(this.lines.length)} lines miss their must`,
    );
  }

  /** bench/results.json, with everything that the plots are drawn from. */
  write(run, series) {
    const result = { ...run, machine: machine(), lines: this.lines, series };
    writeFileSync(join(ROOT, 'bench/results.json'), `${JSON.stringify(result, null, 2)}\n`);
  }

  /** Puts the table between the marks of docs/performance.md; what is written around it stays. */
  async publish({ startedAt, mode }) {
    const file = join(ROOT, 'docs/performance.md');
    const text = readFileSync(file, 'utf8');
    const head = `Run of ${startedAt.slice(0, 16).replace('T', ' ')} UTC, ${mode}; ${machine()}.\n`;
    const rows = this.rows().map((row) => `| ${row.map((cell) => cell.replaceAll('|', '/')).join(' | ')} |`);
    rows.splice(1, 0, `|${' --- |'.repeat(COLUMNS.length)}`);
    const notes = this.lines
      .filter(({ note }) => note !== undefined)
      .map(({ id, what, note }) => `- ${id} ${what}: ${note}`);
    const plots = [
      '![Median time of each look by number of cases](performance/growth.svg)',
      '![p50 and p95 of program and floor](performance/latency.svg)',
    ];
    const parts = [head, rows.join('\n'), notes.join('\n'), ...plots];
    const block = ['<!-- figures -->', ...parts, '<!-- end of figures -->'].join('\n\n');
    const drawn = text.replace(/<!-- figures -->[\s\S]*<!-- end of figures -->/u, () => block);
    const { format, resolveConfig } = await import('prettier');
    writeFileSync(file, await format(drawn, { ...(await resolveConfig(file)), filepath: file }));
  }

  rows() {
    return [COLUMNS, ...this.lines.map(cells)];
  }
}

function machine() {
  return `${String(cpus().length)} CPUs, load ${loadavg()[0].toFixed(1)}, Node ${process.versions.node}`;
}

function cells({ id, what, cases, ours, floor, ratio, unit, must, good, verdict, note }) {
  const figure = (value) =>
    value === null ? '' : `${value.toLocaleString('en')}${unit === '' ? '' : ` ${unit}`}`;
  return [
    id,
    cases === null ? what : `${what}, ${cases.toLocaleString('en')} cases`,
    figure(ours),
    figure(floor),
    ratio === null ? '' : String(ratio),
    must,
    good,
    note === undefined ? verdict : `${verdict}*`,
  ];
}

function rounded(value) {
  if (value === null || !Number.isFinite(value)) return null;
  if (value >= 100) return Math.round(value);
  return value >= 10 ? Math.round(value * 10) / 10 : Math.round(value * 100) / 100;
}
