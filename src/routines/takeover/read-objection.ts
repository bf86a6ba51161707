import { yearOf, type LocalDate } from '../../law/local-date.js';
import { OBJECTION_GROUNDS, type ObjectionGround } from '../../law/objection-grounds.js';
import { EARLIEST_RECEIPT } from '../../law/paper-intake.js';
import type { ObjectionEntryRead, WrittenOutcome } from './objection-entry.js';
import { orNull, readNumber, readPerson, type ReadNumber, type RegisterRow } from './register-row.js';

export interface ObjectionReadingFacts {
  readonly today: LocalDate;
  /** Reads a number of our own register of objections, `AMBON-K-2026-000007`. */
  readonly readNumber: ReadNumber;
  /** The number of a request in our form; of one that is only a figure, in the register of this year. */
  readonly requestNumber: (written: string, year: number) => string | null;
}

/** One entry of the Register Keberatan (annex XI); null with its faults in the row. */
export function readObjection(row: RegisterRow, facts: ObjectionReadingFacts): ObjectionEntryRead | null {
  const receivedOn = row.date('date');
  if (receivedOn === null && row.faults.length === 0) row.fault('date', 'missing');
  if (receivedOn !== null && receivedOn > facts.today) row.fault('date', 'in-future');
  if (receivedOn !== null && receivedOn < EARLIEST_RECEIPT) row.fault('date', 'too-early');
  const number = readNumber(row, receivedOn, facts.readNumber);
  const person = readPerson(row);
  const grounds = readGrounds(row);
  const requestNumber = readRequest(row, receivedOn, grounds, facts);
  const ending = readEnding(row, receivedOn, facts.today);
  const information = row.text('information');
  if (requestNumber === null && information === '') row.fault('information', 'missing');
  if (receivedOn === null || number === null) return null;
  return {
    line: row.line,
    ...number,
    writtenNumber: row.text('number'),
    receivedOn,
    ...person,
    requestNumber,
    information,
    grounds,
    ...ending,
    written: {
      decision: ending.outcome === null ? null : orNull(ownWords(row.text('decision'))),
      superior: orNull(row.text('superior')),
      response: orNull(row.text('response')),
    },
  };
}

function readGrounds(row: RegisterRow): readonly ObjectionGround[] {
  const grounds = OBJECTION_GROUNDS.map(({ ground }) => ground).filter((ground) => row.ticked(ground));
  if (grounds.length === 0) row.fault('a', 'no-ground');
  return grounds;
}

/** Only ground b needs no request (annex XI). */
function readRequest(
  row: RegisterRow,
  receivedOn: LocalDate | null,
  grounds: readonly ObjectionGround[],
  facts: ObjectionReadingFacts,
): string | null {
  const written = row.text('requestNumber');
  if (written === '') {
    if (grounds.some((ground) => ground !== 'b')) row.fault('requestNumber', 'request-missing');
    return null;
  }
  if (receivedOn === null) return null;
  return facts.requestNumber(written, yearOf(receivedOn)) ?? row.fault('requestNumber', 'no-number');
}

/** In this order: the words that grant a part come before those that grant all. */
const OUTCOMES: readonly (readonly [RegExp, WrittenOutcome])[] = [
  [/dicabut|mencabut|pencabutan/u, 'withdrawn'],
  [/musyawarah/u, 'settled'],
  [/tidak (dapat )?diterima/u, 'inadmissible'],
  [/sebagian/u, 'partlyGranted'],
  [/di ?kuatkan|menguatkan|di ?tolak|menolak|tidak dikabulkan/u, 'upheld'],
  [/di ?kabulkan|mengabulkan|dipenuhi|diterima|seluruhnya/u, 'granted'],
];

function readEnding(row: RegisterRow, receivedOn: LocalDate | null, today: LocalDate) {
  const written = row.text('decision').toLowerCase();
  const answeredOn = row.date('answered');
  if (answeredOn !== null && answeredOn > today) row.fault('answered', 'in-future');
  if (answeredOn !== null && receivedOn !== null && answeredOn < receivedOn)
    row.fault('answered', 'before-objection');
  if (
    /^($|belum (dijawab|ditanggapi|diputus)|tidak ditanggapi|dalam proses|proses|menunggu)/u.test(written)
  ) {
    if (answeredOn !== null) row.fault('decision', 'objection-decision-missing');
    return { outcome: null, answeredOn: null };
  }
  const outcome = OUTCOMES.find(([words]) => words.test(written))?.[1] ?? null;
  if (outcome === null) row.fault('decision', 'unknown-objection-decision');
  if (outcome !== null && answeredOn === null && row.text('answered') === '')
    row.fault('answered', 'answer-missing');
  return { outcome, answeredOn };
}

// Our own export says where a row came from; taken over again it would say so twice.
function ownWords(decision: string): string {
  return decision.replace(/; dari register lama$/u, '');
}
