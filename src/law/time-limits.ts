import type { LocalDate } from './local-date.js';

export type TimeLimitId =
  `T${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20}`;

/** `atOnce`: in the same act. `asStated`: the notice or the order itself must name the day. */
export type TimeUnit = 'workingDays' | 'calendarDays' | 'months' | 'hours' | 'atOnce' | 'asStated';

/** Whom the term binds. `publicBody` is the city, `commission` the Komisi Informasi. */
export type Bound =
  'ppid' | 'superior' | 'requester' | 'publicBody' | 'commission' | 'eitherParty' | 'controller';

export interface TimeLimit {
  readonly id: TimeLimitId;
  readonly name: string;
  readonly length: number;
  readonly unit: TimeUnit;
  /** The event whose day is day 0. */
  readonly starts: string;
  readonly bound: Bound;
  readonly article: string;
  /** First day on which a period that starts is governed by this row. */
  readonly validFrom: LocalDate;
}

/** The law on public information is in force from this day, two years after its promulgation (art. 64). */
export const UU_14_2008 = '2010-04-30' as LocalDate;
const PP_61_2010 = '2010-08-20' as LocalDate;
const PERKI_1_2021 = '2021-06-25' as LocalDate; // day of signature
const UU_27_2022 = '2022-10-17' as LocalDate;

/**
 * Every period of the law, and the only place where its number stands (law.md 2.1, T1-T20); how long an exemption may
 * last stands with its letters in `article17.ts`. A term that a new regulation changes gets a second row with a later
 * `validFrom`; the old row keeps governing what started before.
 * Sentences take their numbers from here by name (`stated-numbers.ts`).
 * Numbers that are the office's own choice, not the law's, are in `service-rules.ts`.
 */
export const TIME_LIMITS = [
  {
    id: 'T1',
    name: 'registration',
    length: 0,
    unit: 'atOnce',
    starts: 'request received',
    bound: 'ppid',
    article: 'UU 14/2008 art. 22(4)-(6); PerKI 1/2021 art. 29(3), 30(2)',
    validFrom: UU_14_2008,
  },
  {
    id: 'T2',
    name: 'completenessCheck',
    length: 3,
    unit: 'workingDays',
    starts: 'request entered in the register',
    bound: 'ppid',
    article: 'PerKI 1/2021 art. 31(2)',
    validFrom: PERKI_1_2021,
  },
  {
    id: 'T3',
    name: 'repair',
    length: 3,
    unit: 'workingDays',
    starts: 'letter of incompleteness received by the requester',
    bound: 'requester',
    article: 'PerKI 1/2021 art. 33(3)-(4)',
    validFrom: PERKI_1_2021,
  },
  {
    id: 'T4',
    name: 'reply',
    length: 10,
    unit: 'workingDays',
    starts: 'request received; after a lawful repair, the day of the repair',
    bound: 'ppid',
    article: 'UU 14/2008 art. 22(7); PerKI 1/2021 art. 31(3), 34(3)',
    validFrom: UU_14_2008,
  },
  {
    id: 'T5',
    name: 'extension',
    length: 7,
    unit: 'workingDays',
    starts: 'end of T4',
    bound: 'ppid',
    article: 'UU 14/2008 art. 22(8); PerKI 1/2021 art. 36',
    validFrom: UU_14_2008,
  },
  {
    id: 'T6',
    name: 'delivery',
    length: 0,
    unit: 'asStated',
    starts: 'notice sent; the notice names the day',
    bound: 'ppid',
    article: 'PerKI 1/2021 art. 31(4)f, annex VII A4; UU 14/2008 art. 35(1)g',
    validFrom: PERKI_1_2021,
  },
  {
    id: 'T7',
    name: 'objectionWindow',
    length: 30,
    unit: 'workingDays',
    starts: 'the ground was found: notice received, or the last day of a term passed in silence',
    bound: 'requester',
    article: 'UU 14/2008 art. 36(1); PerKI 1/2021 annex VI (back), V',
    validFrom: UU_14_2008,
  },
  {
    id: 'T8',
    name: 'objectionReply',
    length: 30,
    unit: 'workingDays',
    starts: 'written objection received',
    bound: 'superior',
    article: 'UU 14/2008 art. 36(2); PerKI 1/2021 art. 44(1)',
    validFrom: UU_14_2008,
  },
  {
    id: 'T9',
    name: 'orderExecution',
    length: 0,
    unit: 'asStated',
    starts: "the superior's letter; the order names the day, the law gives none",
    bound: 'ppid',
    article: 'none: the law gives no term; a day that passes opens UU 14/2008 art. 35(1)e, g',
    validFrom: UU_14_2008,
  },
  {
    id: 'T10',
    name: 'disputeFiling',
    length: 14,
    unit: 'workingDays',
    starts: "the superior's answer received, or the last day of T8 passed in silence",
    bound: 'requester',
    article: 'UU 14/2008 art. 37(2); PerKI 1/2013',
    validFrom: UU_14_2008,
  },
  {
    id: 'T11',
    name: 'disputeStart',
    length: 14,
    unit: 'workingDays',
    starts: 'the commission received the filing',
    bound: 'commission',
    article: 'UU 14/2008 art. 38(1)',
    validFrom: UU_14_2008,
  },
  {
    id: 'T12',
    name: 'disputeEnd',
    length: 100,
    unit: 'workingDays',
    starts: 'the commission received the filing; a term of order, not fatal',
    bound: 'commission',
    article: 'UU 14/2008 art. 38(2)',
    validFrom: UU_14_2008,
  },
  {
    id: 'T13',
    name: 'courtSuit',
    length: 14,
    unit: 'workingDays',
    starts: "the commission's ruling received",
    bound: 'eitherParty',
    article: 'UU 14/2008 art. 47(1), 48(1)',
    validFrom: UU_14_2008,
  },
  {
    id: 'T14',
    name: 'cassation',
    length: 14,
    unit: 'calendarDays', // "hari": the word "kerja" is missing in art. 50
    starts: "the court's ruling received",
    bound: 'eitherParty',
    article: 'UU 14/2008 art. 50',
    validFrom: UU_14_2008,
  },
  {
    id: 'T15',
    name: 'annualReport',
    length: 3,
    unit: 'months',
    starts: 'end of the budget year, 31 December',
    bound: 'publicBody',
    article: 'PerKI 1/2021 art. 56(1), (3)',
    validFrom: PERKI_1_2021,
  },
  {
    id: 'T16',
    name: 'serviceFigures',
    length: 12,
    unit: 'months',
    starts: 'last announcement of the service figures',
    bound: 'publicBody',
    article: 'UU 14/2008 art. 12',
    validFrom: UU_14_2008,
  },
  {
    id: 'T17',
    name: 'periodicInformation',
    length: 6,
    unit: 'months',
    starts: 'last issue of the periodic information',
    bound: 'ppid',
    article: 'UU 14/2008 art. 9(3); PerKI 1/2021 art. 45(7)',
    validFrom: UU_14_2008,
  },
  {
    id: 'T18',
    name: 'exemptionReview',
    length: 30,
    unit: 'workingDays',
    starts: 'counted back from the end of the exemption',
    bound: 'ppid',
    article: 'PP 61/2010 art. 11; PerKI 1/2021 art. 52(1)-(2)',
    validFrom: PP_61_2010,
  },
  {
    id: 'T19',
    name: 'personalDataRequest',
    length: 72,
    unit: 'hours',
    starts: 'request of the person; clock hours, weekends count',
    bound: 'controller',
    article: 'UU 27/2022 art. 30(1), 32(2), 41(1)',
    validFrom: UU_27_2022,
  },
  {
    id: 'T20',
    name: 'breachNotice',
    length: 72,
    unit: 'hours',
    starts: 'failure of data protection; clock hours, weekends count',
    bound: 'controller',
    article: 'UU 27/2022 art. 46',
    validFrom: UU_27_2022,
  },
] as const satisfies readonly TimeLimit[];

export type TimeLimitName = (typeof TIME_LIMITS)[number]['name'];

/**
 * The row of a term that governs a period starting on `day`: the latest one in force, or the oldest when the day
 * lies before all of them (paper cases of former years are counted as the law stood first).
 * `timeLimit('reply', 2026-11-24).length` is 10.
 */
export function timeLimit(
  name: TimeLimitName,
  day: LocalDate,
  limits: readonly TimeLimit[] = TIME_LIMITS,
): TimeLimit {
  const rows = limits.filter((row) => row.name === name);
  const inForce = rows
    .filter((row) => row.validFrom <= day)
    .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  const row = inForce[0] ?? rows[0];
  if (!row) throw new RangeError(`no such term: ${name}`);
  return row;
}
