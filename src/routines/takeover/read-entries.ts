import type { DecisionKind } from '../../law/decision-kinds.js';
import { yearOf, type LocalDate } from '../../law/local-date.js';
import { EARLIEST_RECEIPT } from '../../law/paper-intake.js';
import { isPlainText, phoneOf } from '../../platform/http/text-rules.js';
import { COLUMNS, type Column, type RegisterEntryRead, type RowFault } from './register-entry.js';
import { readWrittenDate } from './written-date.js';
import type { ReadSheet, SheetCell } from './xlsx-file.js';

/** What the sheet says, row by row. */
export interface ReadEntries {
  readonly entries: readonly RegisterEntryRead[];
  readonly faults: readonly RowFault[];
}

export interface ReadingFacts {
  readonly today: LocalDate;
  /** Codes of agencies by code and by any of their names in small letters. */
  readonly agencies: ReadonlyMap<string, string>;
  /** Reads a number of our own form, `AMBON-2026-000123`. */
  readonly readNumber: (written: string) => { readonly year: number; readonly seq: number } | null;
}

const HEAD_ROWS = 12;
const MOST_SIGNS = 4_000;

/** Reads every row below the head; a row with a fault gives faults and no entry. Null = there is no official head. */
export function readEntries(sheet: ReadSheet, facts: ReadingFacts): ReadEntries | null {
  const head = sheet.rows.slice(0, HEAD_ROWS).findIndex(isHead);
  if (head < 0) return null;
  const agencyAt = agencyColumn(sheet.rows.slice(head, head + 3));
  const entries: RegisterEntryRead[] = [];
  const faults: RowFault[] = [];
  sheet.rows.forEach((cells, at) => {
    if (at <= head || isEmpty(cells) || isRestOfHead(cells, at - head)) return;
    const row = new Row(cells, at + 1, agencyAt, sheet.since1904);
    const entry = readRow(row, facts);
    faults.push(...row.faults);
    if (entry !== null && row.faults.length === 0) entries.push(entry);
  });
  return { entries, faults };
}

function isHead(cells: readonly SheetCell[]): boolean {
  const [first = '', second = ''] = cells.map((cell) =>
    String(cell).trim().toLowerCase().replace(/\.$/u, ''),
  );
  return (first === 'no' || first === 'nomor') && (second.startsWith('tgl') || second.startsWith('tanggal'));
}

/** The second and third row of the annex's head have nothing in the first two columns. */
function isRestOfHead(cells: readonly SheetCell[], below: number): boolean {
  return below <= 2 && String(cells[0] ?? '').trim() === '' && String(cells[1] ?? '').trim() === '';
}

function agencyColumn(head: readonly (readonly SheetCell[])[]): number | null {
  for (const row of head) {
    const at = row.findIndex((cell) => /^(instansi|opd|unit kerja)$/iu.test(String(cell).trim()));
    if (at >= COLUMNS.length) return at;
  }
  return null;
}

function isEmpty(cells: readonly SheetCell[]): boolean {
  return cells.every((cell) => String(cell).trim() === '');
}

/** One row in hand: words by column, and what is wrong with it. */
class Row {
  readonly faults: RowFault[] = [];

  constructor(
    private readonly cells: readonly SheetCell[],
    readonly line: number,
    private readonly agencyAt: number | null,
    private readonly since1904: boolean,
  ) {}

  /** Words of a cell; the sign that keeps formulas apart is taken off, dashes mean nothing. */
  text(column: Column): string {
    const text = String(this.raw(column))
      .normalize('NFC')
      .replace(/\r\n?/gu, '\n')
      .trim()
      .replace(/^'(?=[=+\-@])/u, '');
    if (!isPlainText(text, true)) this.fault(column, 'control-characters');
    if ([...text].length > MOST_SIGNS) this.fault(column, 'too-long');
    return /^[-–—]$/u.test(text) ? '' : text;
  }

  ticked(column: Column): boolean {
    const text = this.text(column).toLowerCase();
    return text !== '' && !['tidak', 'tdk', 'no', '0', 'false'].includes(text);
  }

  date(column: Column): LocalDate | null {
    const raw = this.raw(column);
    if (typeof raw === 'string' && this.text(column) === '') return null;
    const day = readWrittenDate(raw, this.since1904);
    if (day === null) this.fault(column, 'no-date');
    return day;
  }

  fault(column: Column | null, code: string, values?: RowFault['values']): null {
    this.faults.push({ line: this.line, column, code, ...(values === undefined ? {} : { values }) });
    return null;
  }

  private raw(column: Column): SheetCell {
    const at = column === 'agency' ? this.agencyAt : (COLUMNS as readonly Column[]).indexOf(column);
    return at === null ? '' : (this.cells[at] ?? '');
  }
}

function readRow(row: Row, facts: ReadingFacts): RegisterEntryRead | null {
  const receivedOn = row.date('date');
  if (receivedOn === null && row.faults.length === 0) row.fault('date', 'missing');
  if (receivedOn !== null && receivedOn > facts.today) row.fault('date', 'in-future');
  if (receivedOn !== null && receivedOn < EARLIEST_RECEIPT) row.fault('date', 'too-early');
  const number = readNumber(row, receivedOn, facts);
  const person = readPerson(row);
  const question = row.text('information');
  if (question === '') row.fault('information', 'missing');
  const decision = readDecision(row, receivedOn, facts.today);
  const agency = readAgency(row, facts);
  const cost = readCost(row);
  if (receivedOn === null || number === null) return null;
  return {
    line: row.line,
    ...number,
    writtenNumber: row.text('number'),
    receivedOn,
    ...person,
    question,
    purpose: orNull(row.text('purpose')),
    access: row.ticked('inspect') && !row.ticked('copy') ? 'inspect' : 'copy',
    agency,
    ...decision,
    written: {
      held: heldWords(row),
      undocumented: row.ticked('undocumented'),
      softcopy: row.ticked('softcopy'),
      hardcopy: row.ticked('hardcopy'),
      decision: decision.outcome === null ? null : orNull(ownWords(row.text('decision'))),
      refusalReason: orNull(row.text('refusalReason')),
      providedOn: readProvided(row, receivedOn, facts.today),
      cost,
      payment: orNull(row.text('payment')),
    },
  };
}

function readNumber(row: Row, receivedOn: LocalDate | null, facts: ReadingFacts) {
  const written = row.text('number');
  if (written === '') return row.fault('number', 'missing');
  const own = facts.readNumber(written);
  if (own !== null) {
    const late = receivedOn === null ? 0 : own.year - yearOf(receivedOn);
    return late === 0 || late === 1 ? own : row.fault('number', 'wrong-year');
  }
  const seq = runningNumber(written, receivedOn);
  if (seq < 1 || seq > 999_999) return row.fault('number', 'no-number');
  return receivedOn === null ? null : { seq, year: yearOf(receivedOn) };
}

/** The running number of `001/PPID/III/2024` or `PPID/2024/001`: the first figures that are not the year's. */
function runningNumber(written: string, receivedOn: LocalDate | null): number {
  const figures = written.match(/\d+/gu) ?? [];
  const year = receivedOn === null ? '' : String(yearOf(receivedOn));
  return Number(figures.find((one) => one !== year) ?? figures[0] ?? '0');
}

/** The day on which the information was handed over: between receipt and today. */
function readProvided(row: Row, receivedOn: LocalDate | null, today: LocalDate): LocalDate | null {
  const providedOn = row.date('provided');
  if (providedOn === null) return null;
  if (providedOn > today) row.fault('provided', 'in-future');
  if (receivedOn !== null && providedOn < receivedOn) row.fault('provided', 'before-receipt');
  return providedOn;
}

function readPerson(row: Row): Pick<RegisterEntryRead, 'person' | 'kind'> {
  const lines = row
    .text('name')
    .split(/\n|;/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [name = ''] = lines;
  if (name === '') row.fault('name', 'missing');
  if ([...name].length > 150) row.fault('name', 'too-long');
  const nationalId =
    lines.map((line) => /\b\d{16}\b/u.exec(line)?.[0]).find((id) => id !== undefined) ?? null;
  const decree = lines
    .slice(1)
    .map((line) => /^SK\s+(.{3,80})$/iu.exec(line)?.[1])
    .find((one) => one !== undefined);
  const contact = row.text('contact');
  const email = /[^\s,;/]+@[^\s,;/]+\.[^\s,;/]+/u.exec(contact)?.[0] ?? null;
  const rest = contact.replace(email ?? '', '').replace(/^[\s,;/]+|[\s,;/]+$/gu, '');
  return {
    kind: decree === undefined ? 'individual' : 'legalEntity',
    person: {
      name,
      nationalId,
      address: row.text('address'),
      email,
      phone: rest === '' ? null : (phoneOf(rest) ?? rest),
      occupation: orNull(row.text('occupation')),
      decreeNumber: decree ?? null,
      principal: null,
      members: [],
    },
  };
}

/** In this order: the words that refuse come before the words that give. */
const DECISIONS: readonly (readonly [RegExp, DecisionKind])[] = [
  [/dicabut|mencabut|pencabutan/u, 'withdrawn'],
  [/tanpa tindak lanjut|tidak dilengkapi|tidak melengkapi/u, 'closed_incomplete'],
  [/sebagian/u, 'granted_partial'],
  [/belum (didokumentasikan|terdokumentasi)/u, 'not_documented'],
  [/belum dikuasai|belum menguasai/u, 'not_yet_held'],
  [/tidak (di ?bawah penguasaan|dikuasai|menguasai)|bukan kewenangan/u, 'not_held'],
  [/tidak sesuai (peraturan|ketentuan)/u, 'refused_other'],
  [/di ?tolak|penolakan|dikecualikan|tidak (dapat )?(di ?berikan|dikabulkan|dipenuhi)/u, 'refused_exempt'],
  [/di ?berikan|dikabulkan|dipenuhi|diterima|seluruhnya|selesai/u, 'granted_full'],
];

function readDecision(row: Row, receivedOn: LocalDate | null, today: LocalDate) {
  const written = row.text('decision').toLowerCase();
  const noticedOn = row.date('noticed');
  const extended = written.includes('diperpanjang');
  if (noticedOn !== null && noticedOn > today) row.fault('noticed', 'in-future');
  if (noticedOn !== null && receivedOn !== null && noticedOn < receivedOn)
    row.fault('noticed', 'before-receipt');
  if (/^($|belum dijawab|belum ditanggapi|dalam proses|proses|menunggu|diperpanjang)/u.test(written)) {
    if (noticedOn !== null && !/^menunggu/u.test(written)) row.fault('decision', 'decision-missing');
    return { outcome: null, extended, noticedOn: null };
  }
  const outcome = DECISIONS.find(([words]) => words.test(written))?.[1] ?? null;
  if (outcome === null) row.fault('decision', 'unknown-decision');
  const needsNotice = outcome !== 'withdrawn' && outcome !== 'closed_incomplete';
  if (outcome !== null && needsNotice && noticedOn === null && row.text('noticed') === '')
    row.fault('noticed', 'notice-missing');
  return { outcome, extended, noticedOn };
}

function readAgency(row: Row, { agencies }: ReadingFacts): string | null {
  const written = row.text('agency');
  if (written === '') return null;
  return agencies.get(written.toLowerCase()) ?? row.fault('agency', 'unknown-agency');
}

function readCost(row: Row): number | null {
  const written = row
    .text('cost')
    .replace(/^Rp\s*/iu, '')
    .replaceAll('.', '')
    .replace(/,0{1,2}$/u, '');
  if (written === '') return null;
  return /^\d{1,9}$/u.test(written) ? Number(written) : row.fault('cost', 'no-amount');
}

/** A tick for what the body holds; the other body's name where it wrote one. */
function heldWords(row: Row): string | null {
  const other = row
    .text('notHeld')
    .replace(/^[√✓vx]\s*/iu, '')
    .trim();
  if (row.ticked('notHeld')) return other === '' ? '√ ' : other;
  return row.ticked('held') ? '√' : null;
}

// Our own export says where a row came from; taken over again it would say so twice.
function ownWords(decision: string): string {
  return decision.replace(/; dari register lama$/u, '');
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
