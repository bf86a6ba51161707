import type { LocalDate } from '../../law/local-date.js';
import type { Ruleset } from '../../law/ruleset.js';
import { endOfCount, type TermCount } from '../../law/term.js';
import { timeLimit } from '../../law/time-limits.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { countRuns, type CountRun } from '../../office/calendar/count-runs.js';
import type { MailKindName } from '../../office/notifications/mail-kinds.js';
import {
  commissionCount,
  objectionWindowCount,
  objectionWindowCountOf,
  replyCountOf,
  type WindowStart,
} from './case-counts.js';
import type { CaseRow } from './case-row.js';

type MailData = Readonly<Record<string, unknown>>;

interface CountFacts {
  /** Null where no request stands behind an objection. */
  readonly row: CaseRow | null;
  readonly data: MailData;
  readonly calendar: WorkingCalendar;
  readonly rules: Ruleset;
  /** Day 0 as the running window has it; null where none runs. */
  readonly found: WindowStart | null;
  /** How the date is counted, where the sender knows it from its clock. */
  readonly count?: TermCount | null;
}

/** The date of a mail that its reader can act on, and what it is counted from. */
interface DatedMail {
  /** Value of the mail that holds the date. */
  readonly due: string;
  readonly count: (facts: CountFacts) => TermCount | null;
}

const reply = ({ row, calendar, rules }: CountFacts): TermCount | null =>
  row === null ? null : replyCountOf(row, calendar, rules);

/** The letter may have come on any day before the first of the three: they are counted back from their end. */
const repair = ({ data, calendar }: CountFacts): TermCount => {
  const due = day(data, 'repairDueOn');
  const { length } = timeLimit('repair', due);
  return { start: calendar.workingDayBefore(due, length), workingDays: length, dayZero: 'end-of-term' };
};

/** The right to object as the case has it. */
const window = ({ row, calendar, found }: CountFacts): TermCount | null =>
  row === null ? null : objectionWindowCountOf(row, calendar, found);

/** The right to go to the commission, from the answer, its receipt by post, or the silence that opened it. */
const remedy = ({ data, found }: CountFacts): TermCount => {
  if (found !== null) return commissionCount(found.on, found.dayZero);
  return typeof data['objectionAnsweredOn'] === 'string'
    ? commissionCount(day(data, 'objectionAnsweredOn'), 'receipt')
    : commissionCount(day(data, 'replyDueOn'), 'end-of-term');
};

/** A date that a decree moved; its clock tells how it is counted, and the case for the reply and the right to object. */
const told = (facts: CountFacts): TermCount | null => {
  const { term } = facts.data;
  if (term === 'objection') return window(facts);
  return term === undefined || term === 'reply' ? reply(facts) : null;
};

/** Mails about one case whose date is counted in working days. A promised day (`copy-ready`) is stated, not counted. */
export const COUNTED_MAILS: Readonly<Partial<Record<MailKindName, DatedMail>>> = {
  'needs-completing': { due: 'repairDueOn', count: repair },
  'completing-tomorrow': { due: 'repairDueOn', count: repair },
  'repaired-complete': { due: 'dueOn', count: reply },
  extended: { due: 'dueOn', count: reply },
  message: { due: 'dueOn', count: reply },
  'date-moved': { due: 'dueOn', count: told },
  'date-firm': { due: 'dueOn', count: told },
  answered: {
    due: 'objectionUntil',
    count: ({ data }) => objectionWindowCount(day(data, 'answeredOn'), 'receipt'),
  },
  overdue: {
    due: 'objectionUntil',
    count: ({ data }) => objectionWindowCount(day(data, 'dueOn'), 'end-of-term'),
  },
  'closed-incomplete': {
    due: 'objectionUntil',
    count: window,
  },
  'objection-window-ending': {
    due: 'objectionUntil',
    count: window,
  },
  'objection-answered': {
    due: 'commissionUntil',
    count: ({ data }) => commissionCount(day(data, 'answeredOn'), 'receipt'),
  },
  'commission-window-ending': { due: 'commissionUntil', count: remedy },
  'order-carried-out': { due: 'commissionUntil', count: remedy },
  'order-lapsed': {
    due: 'objectionUntil',
    count: ({ data }) => objectionWindowCount(day(data, 'carryOutBy'), 'end-of-term'),
  },
  'objection-silent': {
    due: 'commissionUntil',
    count: ({ data }) => commissionCount(day(data, 'replyDueOn'), 'end-of-term'),
  },
};

/**
 * How the date of a mail is counted, day by day. Empty where the mail has no counted date, or where the count no longer
 * ends on the date that is told: then the page says what moved it.
 */
export function mailCount(kind: MailKindName, facts: CountFacts): readonly CountRun[] {
  const dated = COUNTED_MAILS[kind];
  const { data, calendar } = facts;
  if (dated === undefined || typeof data[dated.due] !== 'string') return [];
  const term = facts.count ?? dated.count(facts);
  if (term === null || endOfCount(term, calendar).date !== data[dated.due]) return [];
  return countRuns(term, calendar);
}

function day(data: MailData, name: string): LocalDate {
  return data[name] as LocalDate;
}
