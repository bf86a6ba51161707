import { compareLocalDates, type LocalDate } from '../../law/local-date.js';
import { DUE_SOON_DAYS } from '../../law/service-rules.js';
import { endOfCount, explainCount, numberInCount, type TermCount } from '../../law/term.js';
import type { ExplainedDay, WorkingCalendar } from '../../law/working-calendar.js';
import {
  layOutStrip,
  type DateBlock,
  type DateTone,
  type PartLink,
  type RowDate,
  type Sign,
  type Strip,
  type StripDay,
} from '../../platform/views/parts/date-block.js';
import type { StatusTag } from '../../platform/views/parts/status-tag.js';
import type { Texts } from '../../platform/views/texts.js';

/**
 * What a due date means to its reader. `before`: nothing is filed yet (home, calculator, check page); `running`: the
 * office owes an answer; `turn`: the requester has to act; `answered`: the notice was sent on `answeredOn`.
 */
export type DateMood =
  | { readonly kind: 'before' | 'running' | 'turn' }
  | { readonly kind: 'answered'; readonly answeredOn: LocalDate };

/** A term (`start` is day 0; 10 working days, with the extension 17) as its reader stands to it. */
export interface TermFacts extends TermCount {
  readonly today: LocalDate;
  readonly mood: DateMood;
  /** The stored date, when there is one: it stands above the count; without agreement there is no strip. */
  readonly due?: LocalDate;
  /** What happened on day 0; by default the request, or the objection, was received. */
  readonly since?: TermStart;
}

export type TermStart =
  'receipt' | 'declaration' | 'letter' | 'repair' | 'extension' | 'notice' | 'order' | 'agreement';

/** Terms whose day is named by the notice, the order or the agreement itself: no calendar to come can move it (0039). */
const NAMED: readonly (TermStart | undefined)[] = ['notice', 'order', 'agreement'];

export interface DateBlockOptions {
  /** Words above the date; by default those of the mood. */
  readonly label?: string;
  readonly words?: string;
  /** Sentence below; `auto` says which working day today is; by default none. */
  readonly foot?: string;
  readonly link?: PartLink;
  /** One row for forms: no strip. */
  readonly compact?: boolean;
  /** Staff: short date, sign, staff words. */
  readonly staff?: boolean;
  readonly tone?: DateTone;
}

/** Longest term whose days are drawn; terms of 30 days say the number of the day instead. */
const LONGEST_STRIP = 20;
/** Days past the due date that are drawn; later ones would only repeat what the words say. */
const LONGEST_DELAY = 10;

/**
 * The date block of a term: date, tone, words and days, from the same calendar as the due date itself.
 * Filed Tue 2026-11-24, 10 working days, today Mon 2026-11-30: `Selasa, 8 Desember 2026`, green, `Tinggal 6 hari kerja`,
 * three days past, today ringed.
 */
export function dateBlock(
  texts: Texts,
  calendar: WorkingCalendar,
  facts: TermFacts,
  options: DateBlockOptions = {},
): DateBlock {
  const counted = endOfCount(facts, calendar);
  const due = facts.due ?? counted.date;
  const left = calendar.workingDaysLeft(facts.today, due);
  const shown = facts.mood.kind === 'answered' ? facts.mood.answeredOn : due;
  const isNamed = facts.due !== undefined && NAMED.includes(facts.since);
  const provisional = !isNamed && facts.mood.kind !== 'answered' && counted.provisional !== null;
  const staff = options.staff ?? false;
  const autoFoot = provisional
    ? texts.t('common.date.foot.provisional', { year: String(counted.provisional?.year) })
    : footOf(texts, calendar, facts, staff);
  const foot =
    options.foot === 'auto' || (options.foot === undefined && provisional) ? autoFoot : options.foot;
  return {
    tone: options.tone ?? (provisional ? 'provisional' : toneOf(facts.mood, left)),
    label: options.label ?? labelOf(texts, facts, provisional, staff),
    iso: shown,
    weekday: texts.formats.weekday(shown),
    date: texts.formats.dateOnly(shown),
    shortDate: texts.formats.dateShortYear(shown),
    words: options.words ?? wordsOf(texts, calendar, facts, due, left, staff),
    sign: signOf(facts.mood, left),
    strip: due === counted.date ? stripOf(texts, calendar, facts, due) : null,
    foot: foot ?? null,
    link: options.link ?? null,
    compact: options.compact ?? false,
    short: staff,
  };
}

/** Date cell of a row: bar, date, sign and words (`■ Terlambat 2 hari kerja`). */
export function rowDate(
  texts: Texts,
  calendar: WorkingCalendar,
  facts: {
    readonly today: LocalDate;
    readonly due: LocalDate;
    readonly state: 'running' | 'waiting' | 'answered';
  },
): RowDate {
  const left = calendar.workingDaysLeft(facts.today, facts.due);
  const mood: DateMood =
    facts.state === 'answered'
      ? { kind: 'answered', answeredOn: facts.due }
      : { kind: facts.state === 'waiting' ? 'turn' : 'running' };
  const sign = signOf(mood, left);
  const tones = {
    late: 'late',
    today: 'soon',
    near: 'soon',
    far: 'fine',
    waiting: 'quiet',
    answered: 'quiet',
  } as const;
  const words =
    facts.state === 'running' ? staffLeft(texts, left) : texts.t(`common.date.staff.${facts.state}`);
  return { tone: tones[sign], sign, date: texts.formats.dateShort(facts.due), iso: facts.due, words };
}

/** The same as a tag of the case bar: `◆ 2 hari kerja lagi (Sel 8 Des)`. */
export function dueTag(
  texts: Texts,
  calendar: WorkingCalendar,
  facts: { readonly today: LocalDate; readonly due: LocalDate },
): StatusTag {
  const left = calendar.workingDaysLeft(facts.today, facts.due);
  const tone = left < 0 ? 'late' : left <= DUE_SOON_DAYS ? 'soon' : 'fine';
  const text = `${staffLeft(texts, left)} (${texts.formats.dateShort(facts.due)})`;
  return { text, tone, sign: signOf({ kind: 'running' }, left) };
}

function toneOf(mood: DateMood, left: number): DateTone {
  if (mood.kind === 'answered') return 'answered';
  if (mood.kind === 'before') return 'new';
  if (left < 0) return 'late';
  if (mood.kind === 'turn') return 'turn';
  return left <= DUE_SOON_DAYS ? 'soon' : 'fine';
}

function signOf(mood: DateMood, left: number): Sign {
  if (mood.kind === 'answered') return 'answered';
  if (mood.kind === 'turn') return 'waiting';
  if (left < 0) return 'late';
  if (left === 0) return 'today';
  return left <= DUE_SOON_DAYS ? 'near' : 'far';
}

function labelOf(texts: Texts, facts: TermFacts, provisional: boolean, staff: boolean): string {
  if (facts.mood.kind === 'answered')
    return texts.t(staff ? 'common.date.label.answered-staff' : 'common.date.label.answered');
  if (facts.mood.kind === 'before') return texts.t('common.date.label.before-filing');
  if (facts.mood.kind === 'turn')
    return texts.t(staff ? 'common.date.label.requester-by' : 'common.date.label.complete-by');
  return texts.t(provisional ? 'common.date.label.due-provisional' : 'common.date.label.due');
}

function wordsOf(
  texts: Texts,
  calendar: WorkingCalendar,
  facts: TermFacts,
  due: LocalDate,
  left: number,
  staff: boolean,
): string {
  const { mood } = facts;
  if (mood.kind === 'answered') return answeredWords(texts, calendar, mood.answeredOn, due);
  if (mood.kind === 'before') return texts.t('common.date.words.term', { n: facts.workingDays });
  if (staff) return mood.kind === 'turn' ? texts.t('common.date.words.suspended') : staffLeft(texts, left);
  if (left < 0) return texts.t('common.date.words.late', { n: -left });
  if (left === 0) return texts.t('common.date.words.last-day');
  const whole = left === facts.workingDays && mood.kind === 'running';
  return texts.t(whole ? 'common.date.words.term' : 'common.date.words.left', { n: left });
}

function answeredWords(
  texts: Texts,
  calendar: WorkingCalendar,
  answeredOn: LocalDate,
  due: LocalDate,
): string {
  const early = calendar.workingDaysBetween(answeredOn, due);
  if (compareLocalDates(answeredOn, due) > 0)
    return texts.t('common.date.words.after', { n: Math.max(1, -early) });
  return early === 0
    ? texts.t('common.date.words.on-the-day')
    : texts.t('common.date.words.early', { n: early });
}

function staffLeft(texts: Texts, left: number): string {
  if (left < 0) return texts.t('common.date.staff.late', { n: -left });
  return left === 0 ? texts.t('common.date.staff.today') : texts.t('common.date.staff.left', { n: left });
}

function footOf(texts: Texts, calendar: WorkingCalendar, facts: TermFacts, staff: boolean): string {
  const { formats } = texts;
  const total = facts.workingDays;
  const since = facts.since ?? 'receipt';
  if (facts.mood.kind === 'answered') {
    const n = numberInCount(facts, facts.mood.answeredOn, calendar);
    const due = facts.due ?? endOfCount(facts, calendar).date;
    const date = formats.date(due);
    if (n < 1) return texts.t('common.date.foot.answered-at-once', { date });
    return texts.t('common.date.foot.answered', { n, total, date });
  }
  const n = Math.max(0, numberInCount(facts, facts.today, calendar));
  if (total > LONGEST_STRIP) return texts.t(`common.date.foot.${longKey(facts, n)}`, { n, total });
  if (staff) {
    const key = n === 0 ? 'staff-zero' : n > total ? 'staff-late' : 'staff';
    const came = texts.t(`common.date.came.${since}`, { received: formats.dateShort(facts.start) });
    return texts.t(`common.date.foot.${key}`, { came, n, total });
  }
  const key = !calendar.isWorkingDay(facts.today) ? 'day-of-free' : n === 0 ? 'day-zero' : 'day-of';
  const what = texts.t(`common.date.zero.${since}`);
  return texts.t(`common.date.foot.${key}`, { what, date: formats.dateNoYear(facts.today), n, total });
}

// A long term has no strip: the words alone say where it stands.
function longKey({ start, today, workingDays, dayZero }: TermFacts, n: number): string {
  if (n > workingDays) return 'long-term-over';
  if (n > 0) return 'long-term';
  return start === today && dayZero !== 'end-of-term' ? 'long-term-received' : 'long-term-ahead';
}

function stripOf(texts: Texts, calendar: WorkingCalendar, facts: TermFacts, due: LocalDate): Strip | null {
  if (facts.workingDays > LONGEST_STRIP) return null;
  const days = explainCount(facts, calendar).filter((day) => day.counted);
  const drawn: StripDay[] = days.map((day) => ({
    date: day.date,
    kind: kindOf(day, facts),
    last: day.date === due,
  }));
  const until = facts.mood.kind === 'answered' ? facts.mood.answeredOn : facts.today;
  if (facts.mood.kind !== 'before' && facts.mood.kind !== 'turn') {
    const beyond = daysAfter(calendar, due, until);
    if (beyond.length > LONGEST_DELAY) return null;
    drawn.push(...beyond.map((date) => ({ date, kind: 'beyond' as const })));
  }
  return layOutStrip(drawn, (day) => texts.formats.monthShort(day));
}

function kindOf(day: ExplainedDay, { mood, today }: TermFacts): StripDay['kind'] {
  if (mood.kind === 'before') return 'ahead';
  if (mood.kind === 'answered') return compareLocalDates(day.date, mood.answeredOn) > 0 ? 'unused' : 'past';
  if (day.date === today) return 'today';
  return compareLocalDates(day.date, today) < 0 ? 'past' : 'ahead';
}

/** Working days after `due` up to `until`, one more than is drawn at most. */
function daysAfter(calendar: WorkingCalendar, due: LocalDate, until: LocalDate): LocalDate[] {
  const days: LocalDate[] = [];
  for (
    let day = calendar.nextWorkingDay(due);
    compareLocalDates(day, until) <= 0 && days.length <= LONGEST_DELAY;
    day = calendar.nextWorkingDay(day)
  ) {
    days.push(day);
  }
  return days;
}
