import { localDate, localInstant, type LocalDate } from '../../../law/local-date.js';
import { defineMail, type LinkPath, type TwoTongues } from '../mail-kind.js';
import { SAMPLE } from './sample.js';

/** Next acts in the words of `mail.words.action`. */
export type StaffAction =
  | 'answer'
  | 'check-completeness'
  | 'assign'
  | 'read-message'
  | 'check-repair'
  | 'deliver'
  | 'fetch-material'
  | 'carry-out-order'
  | 'carry-out-agreement'
  | 'give-material'
  | 'hand-over'
  | 'consent'
  | 'decide-objection';

/** A task on a case, for the person or desk that holds it. */
export interface StaffTask {
  readonly number: string;
  readonly action: StaffAction;
  /** null where no term runs: official help, a courtesy to a foreigner. */
  readonly dueOn: LocalDate | null;
  /** 0 = today is the last day; negative once it has passed; null where no term runs. */
  readonly workingDaysLeft: number | null;
  readonly link: LinkPath;
}
const taskSample: StaffTask = {
  number: SAMPLE.number,
  action: 'answer',
  dueOn: SAMPLE.dueOn,
  workingDaysLeft: 10,
  link: SAMPLE.staffLink,
};
export const assigned = defineMail<StaffTask>({ reader: 'staff', legal: false, sample: taskSample });
export const citizenReplied = defineMail<StaffTask>({
  reader: 'staff',
  legal: false,
  sample: { ...taskSample, action: 'read-message', workingDaysLeft: 6 },
});
export const handedBack = defineMail<StaffTask>({
  reader: 'staff',
  legal: false,
  sample: { ...taskSample, action: 'assign', workingDaysLeft: 8 },
});
/** The supervisor's or desk's reminder by hand. */
export const reminded = defineMail<StaffTask>({
  reader: 'staff',
  legal: false,
  sample: { ...taskSample, workingDaysLeft: 1 },
});

/** Somebody else holds the case now: to who held it. */
export const takenOver = defineMail<StaffTask>({
  reader: 'staff',
  legal: false,
  sample: { ...taskSample, action: 'hand-over', workingDaysLeft: 6 },
});

/** Material that the answer needs is asked of the reader's unit; it has a day of its own. */
export const materialWanted = defineMail<StaffTask>({
  reader: 'staff',
  legal: false,
  sample: {
    ...taskSample,
    action: 'give-material',
    dueOn: localDate('2026-12-03'),
    workingDaysLeft: 5,
    link: '/petugas/bahan/0190a7f2-7d3e-7c55-9a51-5a7f0c1d2e3f',
  },
});

/** A refusal waits for the superior's consent; sent again while it waits. */
export const consentWanted = defineMail<StaffTask>({
  reader: 'staff',
  legal: false,
  sample: { ...taskSample, action: 'consent', workingDaysLeft: 4, link: '/pengawas/persetujuan' },
});
/** The superior gave the proposal back with a reason; the reply date has not moved. */
export const proposalReturned = defineMail<StaffTask>({
  reader: 'staff',
  legal: false,
  sample: { ...taskSample, workingDaysLeft: 3 },
});

/** T18: an exemption ends in 30 working days; the desk decides before that (PP 61/2010 art. 11). */
export interface ExemptionEnding {
  readonly decree: string;
  readonly endsOn: LocalDate;
  readonly workingDaysLeft: number;
  readonly link: LinkPath;
}
export const exemptionEnding = defineMail<ExemptionEnding>({
  reader: 'staff',
  legal: true,
  sample: {
    decree: 'Nomor 5 Tahun 2026',
    endsOn: localDate('2028-12-07'),
    workingDaysLeft: 30,
    link: '/petugas/pengecualian',
  },
});

/** T2 passed without a check: the request counts as complete from receipt (PerKI 1/2021 art. 31(2)). */
export interface CompletenessTreated {
  readonly number: string;
  readonly completenessDueOn: LocalDate;
  /** Nobody checked, or the letter of incompleteness was not recorded as posted. */
  readonly why: 'unchecked' | 'unposted';
  readonly dueOn: LocalDate;
  /** Whether the desk still has to pass the case on. */
  readonly holder: 'agency' | 'nobody';
  readonly agency: TwoTongues | null;
  readonly link: LinkPath;
}
export const completenessTreated = defineMail<CompletenessTreated>({
  reader: 'staff',
  legal: true,
  sample: {
    number: SAMPLE.number,
    completenessDueOn: SAMPLE.completenessDueOn,
    why: 'unchecked',
    dueOn: SAMPLE.dueOn,
    holder: 'nobody',
    agency: null,
    link: SAMPLE.staffLink,
  },
});

/** T4 or T5 passed: to the PPID and to the superior. */
export interface OverdueEscalation {
  readonly number: string;
  readonly agency: TwoTongues | null;
  readonly dueOn: LocalDate;
  readonly objectionUntil: LocalDate;
  readonly late: boolean;
  readonly link: LinkPath;
}
export const overdueEscalation = defineMail<OverdueEscalation>({
  reader: 'staff',
  legal: true,
  sample: {
    number: SAMPLE.number,
    agency: SAMPLE.agency,
    dueOn: SAMPLE.dueOn,
    objectionUntil: SAMPLE.objectionUntil,
    late: false,
    link: SAMPLE.staffLink,
  },
});

/** To the desk: a mail was refused for good, or came back later. */
export interface MailFailed {
  /** Number of the case, or null for a mail of no case. */
  readonly number: string | null;
  /** Kind of the mail that failed, a name of the registry. */
  readonly failed: string;
  readonly failedAt: Date;
  readonly link: LinkPath;
}
export const mailFailed = defineMail<MailFailed>({
  reader: 'staff',
  legal: true,
  sample: {
    number: SAMPLE.number,
    failed: 'registered',
    failedAt: localInstant(SAMPLE.receivedOn, '10:15'),
    link: '/petugas/tugas',
  },
});

export interface NewSignIn {
  readonly at: Date;
  readonly link: LinkPath;
}
export const newSignIn = defineMail<NewSignIn>({
  reader: 'staff',
  legal: false,
  atOnce: true,
  meaningfulMinutes: 3 * 24 * 60,
  sample: { at: localInstant(SAMPLE.receivedOn, '10:15'), link: '/petugas/sesi' },
});

/** The admin's monthly reminder that next year has no decree yet. */
export interface DecreeMissing {
  readonly year: string;
  readonly isLate: boolean;
  readonly link: LinkPath;
}
export const decreeMissing = defineMail<DecreeMissing>({
  reader: 'staff',
  legal: false,
  sample: { year: '2028', isLate: true, link: '/admin/kalender' },
});
