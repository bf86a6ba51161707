import { localDate, type LocalDate } from '../../../law/local-date.js';
import type { CountRun } from '../../calendar/count-runs.js';
import { defineDatedMail, defineMail, type LinkPath, type TwoTongues } from '../mail-kind.js';
import { SAMPLE } from './sample.js';

/** What the desk may find missing (PerKI 1/2021 art. 33), in the words of the API. */
export type MissingPart =
  | 'identity'
  | 'proxyLetter'
  | 'legalEntityDeed'
  | 'memberIdentities'
  | 'description'
  | 'purpose'
  | 'signedForm'
  | 'namedInOldLetter';

export interface DraftSaved {
  readonly expiresOn: LocalDate;
  readonly link: LinkPath;
}
export const draftSaved = defineMail<DraftSaved>({
  reader: 'requester',
  legal: false,
  sample: { expiresOn: localDate('2026-12-24'), link: '/permohonan/lanjutkan?t=contoh' },
});

export interface MailCode {
  /** Eight digits. */
  readonly code: string;
  readonly minutes: number;
}
export const mailCode = defineMail<MailCode>({
  reader: 'requester',
  legal: false,
  meaningfulMinutes: 10,
  sample: { code: '40718263', minutes: 10 },
});

export interface LinkRequested {
  readonly number: string;
  readonly link: LinkPath;
}
export const linkRequested = defineMail<LinkRequested>({
  reader: 'requester',
  legal: false,
  meaningfulMinutes: 24 * 60,
  sample: { number: SAMPLE.number, link: SAMPLE.link },
});

export interface Registered {
  readonly number: string;
  readonly receivedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly workingDays: number;
  /** Every counted working day up to the due date, for the strip; empty hides it. */
  readonly countedDays: readonly LocalDate[];
  readonly completenessDueOn: LocalDate;
  /** Year without decree, when the date may still move. */
  readonly provisionalYear: string | null;
  readonly link: LinkPath;
  /** How the date was counted, day by day. */
  readonly counting: readonly CountRun[];
}
export const registered = defineDatedMail<Registered>({
  reader: 'requester',
  legal: true,
  calendar: { kind: 'reply-due', file: 'batas.ics', day: 'dueOn' },
  sample: {
    number: SAMPLE.number,
    receivedOn: SAMPLE.receivedOn,
    dueOn: SAMPLE.dueOn,
    workingDays: 10,
    countedDays: SAMPLE.countedDays,
    counting: SAMPLE.counting,
    completenessDueOn: SAMPLE.completenessDueOn,
    provisionalYear: null,
    link: SAMPLE.link,
  },
});

/** A request that no term of the law governs (D12): a courtesy to a foreigner, or help between public bodies. */
export interface RegisteredWithoutTerm {
  readonly number: string;
  readonly receivedOn: LocalDate;
  readonly standing: 'courtesy' | 'official-help';
  readonly link: LinkPath;
}
export const registeredWithoutTerm = defineMail<RegisteredWithoutTerm>({
  reader: 'requester',
  legal: true,
  sample: {
    number: SAMPLE.number,
    receivedOn: SAMPLE.receivedOn,
    standing: 'courtesy',
    link: SAMPLE.link,
  },
});

export interface NeedsCompleting {
  readonly number: string;
  readonly missing: readonly MissingPart[];
  readonly repairDueOn: LocalDate;
  readonly link: LinkPath;
}
const needsCompletingSample: NeedsCompleting = {
  number: SAMPLE.number,
  missing: ['identity', 'description'],
  repairDueOn: SAMPLE.repairDueOn,
  link: SAMPLE.repairLink,
};
export const needsCompleting = defineDatedMail<NeedsCompleting>({
  reader: 'requester',
  legal: true,
  calendar: { kind: 'repair-due', file: 'batas.ics', day: 'repairDueOn' },
  sample: needsCompletingSample,
});
/** One working day before the repair must be there; give `notAfter` = the end of that day. */
export interface CompletingTomorrow extends NeedsCompleting {
  /** A working day before Monday is Friday: then the last day is not tomorrow. */
  readonly nearness: 'tomorrow' | 'nextWorkingDay';
}
export const completingTomorrow = defineMail<CompletingTomorrow>({
  reader: 'requester',
  counted: ['repairDueOn'],
  legal: false,
  sample: { ...needsCompletingSample, nearness: 'tomorrow' },
});

export interface RepairedComplete {
  readonly number: string;
  readonly receivedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly workingDays: number;
  readonly countedDays: readonly LocalDate[];
  readonly provisionalYear: string | null;
  /** Who prepares the answer; null = nobody yet, the PPID is named. */
  readonly agency: TwoTongues | null;
  readonly link: LinkPath;
}
export const repairedComplete = defineDatedMail<RepairedComplete>({
  reader: 'requester',
  legal: true,
  calendar: { kind: 'reply-due', file: 'batas.ics', day: 'dueOn' },
  sample: {
    number: SAMPLE.number,
    receivedOn: SAMPLE.receivedOn,
    dueOn: SAMPLE.dueOn,
    workingDays: 10,
    countedDays: SAMPLE.countedDays,
    provisionalYear: null,
    agency: SAMPLE.agency,
    link: SAMPLE.link,
  },
});
