import { EXTENSION_REASONS } from '../../../law/extension.js';
import { localDayOf, type LocalDate } from '../../../law/local-date.js';
import { timeLimit } from '../../../law/time-limits.js';
import type { WorkingCalendar } from '../../../law/working-calendar.js';
import { rowDate } from '../../../office/calendar/date-block.js';
import { refused } from '../../../platform/http/problems.js';
import { layOutStrip, type Strip, type StripDay } from '../../../platform/views/parts/date-block.js';
import { many } from '../../requests/pages/act-form.js';
import type { ActPage, ActSight } from '../../requests/pages/act-page.js';
import { countingHref } from '../../requests/pages/case-dates.js';
import type { ExtendDeadline } from '../extend-deadline.js';

/** `.../perpanjang`: once, 7 working days, with one or both of the two lawful reasons. */
export function extendPage(extend: ExtendDeadline): ActPage {
  return {
    slug: 'perpanjang',
    action: 'case.extend',
    names: { reasons: 'alasan', explanation: 'penjelasan', letterNumber: 'nomor-surat' },
    words: ['penjelasan'],
    model: async (sight) => {
      const { row, now } = sight;
      const today = localDayOf(now);
      const refusal = await extend.refusal(row, today);
      if (refusal !== null) throw refused(refusal);
      const after = await extend.newDueDate(row, today);
      if (after === null || row.due_on === null) throw refused('not-in-this-state');
      return extendModel(sight, row.due_on, after);
    },
  };
}

function extendModel(
  { row, calendar, texts, now, form }: ActSight,
  before: LocalDate,
  after: LocalDate,
): object {
  const today = localDayOf(now);
  const start = row.reply_started_on ?? row.received_on;
  const side = (due: LocalDate, label: string): object => {
    const cell = rowDate(texts, calendar, { today, due, state: 'running' });
    return {
      label: texts.t(label),
      iso: due,
      date: texts.formats.dateShortYear(due),
      sign: cell.sign,
      words: cell.words,
      tone: cell.tone,
    };
  };
  return {
    change: {
      before: side(before, 'common.date.change.before'),
      after: side(after, 'common.date.change.after'),
      strip: extensionStrip(calendar, { start, before, after, today }, (day) =>
        texts.formats.monthShort(day),
      ),
      sentence: [
        {
          text: texts.t('common.date.change.sentence', {
            before: texts.formats.dayMonthShort(before),
            after: texts.formats.dayMonthShort(after),
          }),
          strong: true,
        },
        { text: ` ${texts.t('common.date.change.rule', { n: timeLimit('extension', before).length })}` },
      ],
      link: {
        href: countingHref(before, calendar.workingDaysBetween(before, after)),
        text: texts.t('common.date.show-count'),
      },
    },
    reasons: EXTENSION_REASONS.map((reason) => ({
      value: reason,
      text: texts.t(`acts.perpanjang.reasons.${reason}`),
    })),
    chosen: many(form, 'alasan'),
    button: texts.t('acts.perpanjang.button', { date: texts.formats.dayMonthShort(after) }),
  };
}

/** All days of both terms in one strip: past, today, the old end, the added days. */
export function extensionStrip(
  calendar: WorkingCalendar,
  term: {
    readonly start: LocalDate;
    readonly before: LocalDate;
    readonly after: LocalDate;
    readonly today: LocalDate;
  },
  monthOf: (day: string) => string,
): Strip {
  const length = Math.max(1, calendar.workingDaysBetween(term.start, term.after));
  const days: StripDay[] = calendar
    .explain(term.start, length)
    .filter((day) => day.counted)
    .map(({ date }) => ({
      date,
      kind:
        date > term.before ? 'added' : date === term.today ? 'today' : date < term.today ? 'past' : 'ahead',
      former: date === term.before,
      last: date === term.after,
    }));
  return layOutStrip(days, monthOf);
}
