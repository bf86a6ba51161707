import type { DecisionKind } from '../../law/decision-kinds.js';
import type { LocalDate } from '../../law/local-date.js';
import { EARLIEST_RECEIPT } from '../../law/paper-intake.js';
import type { RegisterEntryRead } from './register-entry.js';
import { orNull, readNumber, readPerson, type ReadNumber, type RegisterRow } from './register-row.js';

export interface ReadingFacts {
  readonly today: LocalDate;
  /** Codes of agencies by code and by any of their names in small letters. */
  readonly agencies: ReadonlyMap<string, string>;
  readonly readNumber: ReadNumber;
}

/** One entry of the Register Permintaan; null with its faults in the row. */
export function readEntry(row: RegisterRow, facts: ReadingFacts): RegisterEntryRead | null {
  const receivedOn = row.date('date');
  if (receivedOn === null && row.faults.length === 0) row.fault('date', 'missing');
  if (receivedOn !== null && receivedOn > facts.today) row.fault('date', 'in-future');
  if (receivedOn !== null && receivedOn < EARLIEST_RECEIPT) row.fault('date', 'too-early');
  const number = readNumber(row, receivedOn, facts.readNumber);
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

/** The day on which the information was handed over: between receipt and today. */
function readProvided(row: RegisterRow, receivedOn: LocalDate | null, today: LocalDate): LocalDate | null {
  const providedOn = row.date('provided');
  if (providedOn === null) return null;
  if (providedOn > today) row.fault('provided', 'in-future');
  if (receivedOn !== null && providedOn < receivedOn) row.fault('provided', 'before-receipt');
  return providedOn;
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

function readDecision(row: RegisterRow, receivedOn: LocalDate | null, today: LocalDate) {
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

function readAgency(row: RegisterRow, { agencies }: ReadingFacts): string | null {
  const written = row.text('agency');
  if (written === '') return null;
  return agencies.get(written.toLowerCase()) ?? row.fault('agency', 'unknown-agency');
}

function readCost(row: RegisterRow): number | null {
  const written = row
    .text('cost')
    .replace(/^Rp\s*/iu, '')
    .replaceAll('.', '')
    .replace(/,0{1,2}$/u, '');
  if (written === '') return null;
  return /^\d{1,9}$/u.test(written) ? Number(written) : row.fault('cost', 'no-amount');
}

/** A tick for what the body holds; the other body's name where it wrote one. */
function heldWords(row: RegisterRow): string | null {
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
