import { compareLocalDates, type LocalDate } from '../../law/local-date.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { endOfCount, explainCount } from '../../law/term.js';
import type { TextPart } from '../../platform/views/parts/case-parts.js';
import {
  layOutStrip,
  type PartLink,
  type RowDate,
  type Strip,
} from '../../platform/views/parts/date-block.js';
import type { Texts } from '../../platform/views/texts.js';
import { rowDate } from './date-block.js';

interface ChangeSide {
  readonly label: string;
  readonly date: string;
  readonly iso: string;
  readonly words: string;
  readonly sign: RowDate['sign'];
  readonly tone: RowDate['tone'];
}

/** Old and new due date of an extension, side by side, with one strip of both terms. */
export interface DateChange {
  readonly before: ChangeSide;
  readonly after: ChangeSide;
  readonly strip: Strip;
  readonly sentence: readonly TextPart[];
  readonly link: PartLink | null;
}

export interface DateChangeFacts {
  readonly start: LocalDate;
  /** Length of the first term (10) and of what is added (7), in working days. */
  readonly workingDays: number;
  readonly added: number;
  readonly today: LocalDate;
}

/** Received Tue 2026-11-24, today Fri 2026-12-04: `8 Des menjadi 17 Des`, seven added days green. */
export function dateChange(
  texts: Texts,
  calendar: WorkingCalendar,
  facts: DateChangeFacts,
  link: PartLink | null = null,
): DateChange {
  const { formats } = texts;
  const { start, today } = facts;
  const whole = { start, workingDays: facts.workingDays + facts.added };
  const before = endOfCount({ start, workingDays: facts.workingDays }, calendar).date;
  const after = endOfCount(whole, calendar).date;
  const side = (due: LocalDate, label: string): ChangeSide => {
    const { words, sign, tone } = rowDate(texts, calendar, { today, due, state: 'running' });
    return { label, date: formats.dateShortYear(due), iso: due, words, sign, tone };
  };
  const days = explainCount(whole, calendar).flatMap((day) => {
    if (!day.counted) return [];
    const order = compareLocalDates(day.date, today);
    const added = compareLocalDates(day.date, before) > 0;
    const kind = order === 0 ? 'today' : order < 0 ? 'past' : added ? 'added' : 'ahead';
    return [{ date: day.date, kind, last: day.date === after, former: day.date === before } as const];
  });
  const change = texts.t('common.date.change.sentence', {
    before: formats.dayMonthShort(before),
    after: formats.dayMonthShort(after),
  });
  return {
    before: side(before, texts.t('common.date.change.before')),
    after: side(after, texts.t('common.date.change.after')),
    strip: layOutStrip(days, (day) => formats.monthShort(day)),
    sentence: [
      { text: change, strong: true },
      { text: ` ${texts.t('common.date.change.rule', { n: facts.added })}` },
    ],
    link,
  };
}
