/** The lines of a run as a table for people and as bench/results.json for programs. */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';

const COLUMNS = ['what', 'ours', 'floor', 'ratio', 'target', 'ok'];

/** Collects lines and prints each as soon as it is known. */
export class Table {
  lines = [];

  /** `unit` is written behind both figures; `floor` may be missing; `ok` is a boolean or null where nothing is asked. */
  add({ id, what, ours, floor = null, unit = '', target = '', ok = null, note = null }) {
    const line = {
      id,
      what: `${id} ${what}`,
      ours: rounded(ours),
      floor: rounded(floor),
      ratio: floor === null ? null : rounded(ours / floor),
      unit,
      target,
      ok,
      ...(note === null ? {} : { note }),
    };
    this.lines.push(line);
    console.error(`  ${cells(line).slice(0, 4).filter(Boolean).join('  ')}`);
  }

  /** A line that could not be measured says why and counts as missed. */
  failed(id, what, error) {
    this.lines.push({
      id,
      what: `${id} ${what}`,
      ours: null,
      floor: null,
      ratio: null,
      unit: '',
      target: '',
      ok: false,
      note: String(error?.message ?? error),
    });
    console.error(`  ${id} ${what}: ${String(error?.message ?? error)}`);
  }

  print() {
    const rows = [COLUMNS, ...this.lines.map(cells)];
    const widths = COLUMNS.map((_, at) => Math.max(...rows.map((row) => row[at].length)));
    const text = rows.map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at]))
        .join('  ')
        .trimEnd(),
    );
    text.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
    console.log(text.join('\n'));
    for (const { what, note } of this.lines) if (note !== undefined) console.log(`* ${what}: ${note}`);
    console.log(`\n${cpus().length} CPUs, load ${loadavg()[0].toFixed(1)}, Node ${process.versions.node}`);
  }

  write(startedAt, mode) {
    const result = {
      startedAt: startedAt.toISOString(),
      mode,
      machine: { cpus: cpus().length, load: loadavg()[0], node: process.versions.node },
      lines: this.lines,
    };
    writeFileSync(join(import.meta.dirname, 'results.json'), `${JSON.stringify(result, null, 2)}\n`);
  }
}

function cells({ what, ours, floor, ratio, unit, target, ok, note }) {
  const figure = (value) => (value === null ? '' : `${value}${unit === '' ? '' : ` ${unit}`}`);
  const verdict = ok === null ? '' : ok ? 'yes' : 'NO';
  return [
    what,
    figure(ours),
    figure(floor),
    ratio === null ? '' : String(ratio),
    target,
    note === undefined ? verdict : `${verdict}*`,
  ];
}

function rounded(value) {
  if (value === null || !Number.isFinite(value)) return null;
  return value >= 100
    ? Math.round(value)
    : value >= 10
      ? Math.round(value * 10) / 10
      : Math.round(value * 100) / 100;
}
