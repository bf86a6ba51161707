import type { LocalDate } from '../../law/local-date.js';
import { EARLIEST_RECEIPT } from '../../law/paper-intake.js';
import { readCompletion, readDecision } from './read-decision.js';
import type { RegisterEntryRead, TakenStanding } from './register-entry.js';
import { orNull, readNumber, readPerson, type ReadNumber, type RegisterRow } from './register-row.js';
import { rupiahOf } from '../../office/register/written-amount.js';
import { writtenPayment } from '../../office/register/written-gifts.js';

/** Nine figures: what a copy can cost. */
const MOST_RUPIAH = 999_999_999;

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
  const standing = standingIn(row.text('decision'));
  const person = readPerson(row);
  const question = row.text('information');
  if (question === '') row.fault('information', 'missing');
  const decision = readDecision(row, receivedOn, facts.today);
  const agency = readAgency(row, facts);
  const cost = readCost(row);
  const payment = writtenPayment(row.text('payment'));
  if (receivedOn === null || number === null) return null;
  return {
    line: row.line,
    ...number,
    writtenNumber: row.text('number'),
    receivedOn,
    ...person,
    ...(standing === 'official-help' ? { kind: 'publicBody' } : {}),
    standing,
    question,
    purpose: orNull(row.text('purpose')),
    access: row.ticked('inspect') && !row.ticked('copy') ? 'inspect' : 'copy',
    agency,
    completedOn: readCompletion(row, receivedOn, decision.noticedOn ?? facts.today),
    ...decision,
    written: {
      held: heldWords(row),
      undocumented: row.ticked('undocumented'),
      softcopy: row.ticked('softcopy'),
      hardcopy: row.ticked('hardcopy'),
      decision: decision.outcome === null ? null : orNull(ownWords(row.text('decision'))),
      refusalReason: orNull(row.text('refusalReason')),
      ...readProvided(row, receivedOn, facts.today, decision.noticedOn),
      cost,
      payment: orNull(payment.words),
      toReturn: payment.toReturn,
    },
  };
}

/** As our own register says of whom the law's clocks do not run for. */
function standingIn(decision: string): TakenStanding {
  if (/\bbantuan kedinasan\b/iu.test(decision)) return 'official-help';
  return /\btanpa batas waktu undang-undang\b|\bbukan wni\b/iu.test(decision) ? 'courtesy' : 'statutory';
}

/** The days on which information was handed over, the last one between the notice, or the receipt, and today. */
function readProvided(
  row: RegisterRow,
  receivedOn: LocalDate | null,
  today: LocalDate,
  noticedOn: LocalDate | null,
): Pick<RegisterEntryRead['written'], 'providedBefore' | 'providedOn'> {
  const days = [...new Set(row.dates('provided'))];
  const providedOn = days.pop() ?? null;
  if (providedOn === null) return { providedBefore: [], providedOn };
  if (providedOn > today) row.fault('provided', 'in-future');
  if (receivedOn !== null && providedOn < receivedOn) row.fault('provided', 'before-receipt');
  else if (noticedOn !== null && providedOn < noticedOn) row.fault('provided', 'before-notice');
  return { providedBefore: days, providedOn };
}

function readAgency(row: RegisterRow, { agencies }: ReadingFacts): string | null {
  const written = row.text('agency');
  if (written === '') return null;
  return agencies.get(written.toLowerCase()) ?? row.fault('agency', 'unknown-agency');
}

function readCost(row: RegisterRow): number | null {
  const written = row.text('cost');
  if (written === '' || written === '-') return null;
  const sum = rupiahOf(written);
  return sum === null || sum > MOST_RUPIAH ? row.fault('cost', 'no-amount') : sum;
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

// Our own export says whom the office answers and where a row came from; taken over again it would say so twice.
function ownWords(decision: string): string {
  return decision.replace(
    /(?:; (?:dari register lama|bantuan kedinasan|tanpa batas waktu undang-undang \(bukan WNI\)))+$/u,
    '',
  );
}
