import { yearOf, type LocalDate } from '../../law/local-date.js';
import { OBJECTION_GROUNDS, type ObjectionGround } from '../../law/objection-grounds.js';
import { EARLIEST_RECEIPT } from '../../law/paper-intake.js';
import { readMeaning, type Meaning } from './decision-words.js';
import type { ObjectionEntryRead, WrittenOutcome } from './objection-entry.js';
import { readWrittenDate } from '../../office/register/written-date.js';
import { withoutOrder, writtenOrder, type WrittenOrder } from '../../office/register/written-order.js';
import { orNull, readNumber, readPerson, type ReadNumber, type RegisterRow } from './register-row.js';

export interface ObjectionReadingFacts {
  readonly today: LocalDate;
  /** Reads a number of our own register of objections, `AMBON-K-2026-000007`. */
  readonly readNumber: ReadNumber;
  /** The number of a request in our form; of another form, in the register of the year that it names, else of this one. */
  readonly requestNumber: (written: string, year: number) => string | null;
  /** The number of an objection in our form, however it is typed. */
  readonly objectionNumber: (written: string) => string | null;
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
  const about = readRequest(row, receivedOn, grounds, facts);
  const ending = readEnding(row, receivedOn, facts.today);
  const information = row.text('information');
  if (row.text('requestNumber') === '' && information === '') row.fault('information', 'missing');
  if (receivedOn === null || number === null) return null;
  return {
    line: row.line,
    ...number,
    writtenNumber: row.text('number'),
    receivedOn,
    ...person,
    ...about,
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

/** As our own register names what an objection without a request follows. */
const FOLLOWS = /^menyusul\s+(?:keberatan\s+)?(.+)$/iu;

/** Only ground b needs no request (annex XI), and what follows such an objection on its broken order (decision 0092). */
function readRequest(
  row: RegisterRow,
  receivedOn: LocalDate | null,
  grounds: readonly ObjectionGround[],
  facts: ObjectionReadingFacts,
): Pick<ObjectionEntryRead, 'requestNumber' | 'followedNumber'> {
  const written = row.text('requestNumber');
  const followed = FOLLOWS.exec(written)?.[1];
  const followedNumber = followed === undefined ? null : facts.objectionNumber(followed);
  if (written === '' || followedNumber !== null) {
    const borne: readonly ObjectionGround[] = followedNumber === null ? ['b'] : ['b', 'e', 'g'];
    if (grounds.some((ground) => !borne.includes(ground))) row.fault('requestNumber', 'request-missing');
    return { requestNumber: null, followedNumber };
  }
  const none = { requestNumber: null, followedNumber: null };
  if (receivedOn === null) return none;
  const requestNumber =
    facts.requestNumber(written, yearOf(receivedOn)) ?? row.fault('requestNumber', 'no-number');
  return { ...none, requestNumber };
}

/** In this order: the words that grant a part come before those that grant all. */
const OUTCOMES: readonly Meaning<WrittenOutcome>[] = [
  { words: /dicabut|mencabut|pencabutan/u, kind: 'withdrawn', read: 'plain' },
  { words: /musyawarah/u, kind: 'settled', read: 'sure' },
  { words: /tidak (dapat )?diterima/u, kind: 'inadmissible', read: 'itself' },
  { words: /tidak (seluruh|semua)(nya)? (di ?kabulkan|dipenuhi)/u, kind: 'partlyGranted', read: 'itself' },
  { words: /sebagian/u, kind: 'partlyGranted', read: 'part' },
  // "Tidak dikabulkan seluruhnya" may say that nothing was granted, or not all: it is asked back.
  { words: /tidak (dapat )?di ?kabulkan(?! (seluruh|semua))/u, kind: 'upheld', read: 'itself' },
  { words: /di ?kuatkan|menguatkan|di ?tolak|menolak/u, kind: 'upheld', read: 'plain' },
  { words: /di ?kabulkan|mengabulkan|dipenuhi|diterima|seluruhnya/u, kind: 'granted', read: 'sure' },
];

const OPEN = /^($|belum (dijawab|ditanggapi|diputus)|tidak ditanggapi|dalam proses|proses|menunggu)/u;

/** What the cell of the decision says; null when it is unknown or in doubt. An objection without an outcome is open. */
export function objectionOutcomeOf(written: string): { readonly outcome: WrittenOutcome | null } | null {
  const outcome = readMeaning(withoutOrder(written), OUTCOMES);
  return OPEN.test(written.toLowerCase()) === (outcome === null) ? { outcome } : null;
}

/** `Selesai dengan musyawarah 05/05/2027`: our own register names the day in its words, for it is no answer. */
const ENDED_ON = /(?:musyawarah|di ?cabut|mencabut|pencabutan)\b[^;,()\d]*(\d[^;,()]*)/iu;

/** Our own register of an answer that nobody had recorded as sent: it is still owed (decision 0087). */
const UNSENT = /surat tanggapan menunggu catatan pengiriman/iu;

function endedOn(row: RegisterRow): LocalDate | null {
  if (row.text('answered') !== '') return row.date('answered');
  return readWrittenDate(ENDED_ON.exec(row.text('decision'))?.[1]?.trim() ?? '');
}

const OPEN_ENDING = { outcome: null, answeredOn: null, order: null, columnDay: null } as const;

function readEnding(row: RegisterRow, receivedOn: LocalDate | null, today: LocalDate) {
  const answeredOn = endedOn(row);
  if (answeredOn === null && row.text('answered') === '' && UNSENT.test(row.text('decision'))) {
    row.warn('decision', 'reply-unsent');
    return OPEN_ENDING;
  }
  if (answeredOn !== null && answeredOn > today) row.fault('answered', 'in-future');
  if (answeredOn !== null && receivedOn !== null && answeredOn < receivedOn)
    row.fault('answered', 'before-objection');
  const decision = objectionOutcomeOf(row.text('decision'));
  if (decision === null) row.fault('decision', 'unknown-objection-decision');
  if (decision === null || decision.outcome === null) {
    if (decision !== null && answeredOn !== null) row.fault('decision', 'objection-decision-missing');
    return OPEN_ENDING;
  }
  if (answeredOn === null && row.text('answered') === '') row.fault('answered', 'answer-missing');
  const order = readOrder(row, decision.outcome, answeredOn, today);
  return { outcome: decision.outcome, answeredOn, order, columnDay: row.date('answered') };
}

/**
 * The order of an answer that grants something (UU 14/2008 art. 36), or what both sides agreed on (35(2)), and what became of
 * it. An agreement whose cost is paid first has no day: the days that the notice gave from the payment stand nowhere.
 */
function readOrder(
  row: RegisterRow,
  outcome: WrittenOutcome,
  answeredOn: LocalDate | null,
  today: LocalDate,
): WrittenOrder | null {
  if (outcome !== 'granted' && outcome !== 'partlyGranted' && outcome !== 'settled') return null;
  const order = writtenOrder(row.text('decision'));
  if (order === 'no-day') return row.fault('decision', 'no-order-day');
  if (order === null) return null;
  if ((order.state === 'done' || order.state === 'ended') && order.on > today)
    return row.fault('decision', 'in-future');
  // Of a day that passed our own register says so; an answer on paper may have left after it.
  const isToCome = order.state === 'waits' && order.told === 'to-come';
  if (isToCome && answeredOn !== null && order.by < answeredOn)
    return row.fault('decision', 'order-before-answer');
  if (order.state === 'waits-for-payment') row.warn('decision', 'agreement-without-day');
  return order;
}

// Our own export says where a row came from; taken over again it would say so twice.
function ownWords(decision: string): string {
  return decision.replace(/; dari register lama$/u, '');
}
