import { localDate, type LocalDate } from '../../../law/local-date.js';
import { defineDatedMail, defineMail, type LinkPath, type TwoTongues } from '../mail-kind.js';
import { SAMPLE } from './sample.js';

export interface Extended {
  readonly number: string;
  readonly agency: TwoTongues | null;
  readonly dueOn: LocalDate;
  readonly previousDueOn: LocalDate;
  /** Length of the extension. */
  readonly workingDays: number;
  readonly countedDays: readonly LocalDate[];
  readonly provisionalYear: string | null;
  readonly link: LinkPath;
}
export const extended = defineDatedMail<Extended>({
  reader: 'requester',
  legal: true,
  calendar: { kind: 'reply-due', file: 'batas.ics', day: 'dueOn' },
  sample: {
    number: SAMPLE.number,
    agency: SAMPLE.agency,
    dueOn: SAMPLE.extendedDueOn,
    previousDueOn: SAMPLE.dueOn,
    workingDays: 7,
    countedDays: SAMPLE.extensionDays,
    provisionalYear: null,
    link: SAMPLE.link,
  },
});

/** The office wrote; the words stay behind the code. */
export interface NewMessage {
  readonly number: string;
  readonly agency: TwoTongues | null;
  /** null where no reply clock runs. */
  readonly dueOn: LocalDate | null;
  readonly link: LinkPath;
  /** What the office wrote: on paper alone, where no code stands before it. */
  readonly words: string;
}
export const message = defineMail<NewMessage>({
  reader: 'requester',
  counted: ['dueOn'],
  legal: false,
  sample: {
    ...{ number: SAMPLE.number, agency: SAMPLE.agency, dueOn: SAMPLE.dueOn, link: SAMPLE.messageLink },
    words: 'Tahun anggaran mana yang Anda maksud?',
  },
});

/** Codes of law.md section 6.1. */
export type AnswerOutcome =
  | 'granted_full'
  | 'granted_partial'
  | 'refused_exempt'
  | 'refused_other'
  | 'not_held'
  | 'not_yet_held'
  | 'not_documented';

/** A part of a split request: who answered it, and how. */
export interface AnsweredPart {
  readonly number: string;
  readonly agency: TwoTongues;
  readonly outcome: AnswerOutcome;
}

export interface Answered {
  readonly number: string;
  readonly outcome: AnswerOutcome;
  /** Where the question was split: what came out of each item, in their order; else empty. */
  readonly results: readonly AnswerOutcome[];
  /** What came out of each part of a request that several agencies answered; else empty. */
  readonly parts: readonly AnsweredPart[];
  readonly answeredOn: LocalDate;
  /** Null where the requester has no right to object. */
  readonly objectionUntil: LocalDate | null;
  /** Length of the objection window in working days. */
  readonly objectionDays: number;
  readonly link: LinkPath;
}
export const answered = defineDatedMail<Answered>({
  reader: 'requester',
  legal: true,
  calendar: { kind: 'objection-window', file: 'keberatan.ics', day: 'objectionUntil' },
  sample: {
    number: SAMPLE.number,
    outcome: 'granted_partial',
    results: ['granted_full', 'not_held', 'not_documented'],
    parts: [],
    answeredOn: localDate('2026-12-15'),
    objectionUntil: localDate('2027-02-01'),
    objectionDays: 30,
    link: SAMPLE.link,
  },
});

/**
 * A copy: there to be read, handed over without a file, to be paid, to be fetched or to be looked at. `until` = the
 * office's own last day (T6), and never one for paying or fetching, for which no law has a term; null with `payFirst`,
 * where the copy is there `workingDays` after the payment.
 */
export interface CopyReady {
  readonly number: string;
  readonly step: 'ready' | 'inLetter' | 'handedOver' | 'pay' | 'payFirst' | 'collect' | 'inspect';
  /** Rupiah; 0 unless something is to be paid. */
  readonly amount: number;
  readonly until: LocalDate | null;
  readonly workingDays: number;
  readonly link: LinkPath;
}
export const copyReady = defineMail<CopyReady>({
  reader: 'requester',
  legal: true,
  sample: {
    number: SAMPLE.number,
    step: 'pay',
    amount: 12_500,
    until: localDate('2026-12-22'),
    workingDays: 5,
    link: SAMPLE.link,
  },
});

/** The request was withdrawn. */
export interface Ended {
  readonly number: string;
  readonly endedOn: LocalDate;
  readonly link: LinkPath;
}
const endedSample: Ended = {
  number: SAMPLE.number,
  endedOn: localDate('2026-12-03'),
  link: SAMPLE.link,
};
export const withdrawn = defineMail<Ended>({ reader: 'requester', legal: true, sample: endedSample });

/** The request was closed because it was never completed; that can be objected to. */
export interface ClosedIncomplete extends Ended {
  /** Null where the requester has no right to object. */
  readonly objectionUntil: LocalDate | null;
  /** Working days of the right to object: on paper they run from the receipt of the letter. */
  readonly objectionDays: number;
  /** True when the mail leaves later than the day after the last day to complete, for instance after an outage. */
  readonly late: boolean;
}
export const closedIncomplete = defineMail<ClosedIncomplete>({
  reader: 'requester',
  counted: ['objectionUntil'],
  legal: true,
  sample: { ...endedSample, objectionUntil: localDate('2027-01-20'), objectionDays: 30, late: false },
});
