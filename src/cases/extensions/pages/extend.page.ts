import { EXTENSION_REASONS } from '../../../law/extension.js';
import { localDayOf, type LocalDate } from '../../../law/local-date.js';
import { replyCount } from '../../../law/reply-count.js';
import { numberInCount } from '../../../law/term.js';
import { safeReplyDate } from '../../../law/safe-date.js';
import { dateChange } from '../../../office/calendar/date-change.js';
import { safeDateWords } from '../../../office/calendar/safe-date-words.js';
import { refused } from '../../../platform/http/problems.js';
import { many } from '../../requests/pages/act-form.js';
import type { ActPage, ActSight } from '../../requests/pages/act-page.js';
import { countingHref } from '../../requests/pages/case-dates.js';
import { replyDateFacts } from '../../requests/case-counts.js';
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
      const extension = await extend.possible(row, today);
      if (!extension.ok) throw refused(extension.refusal);
      return extendModel(sight, row.due_on ?? extension.after, extension.dueDate.date);
    },
  };
}

function extendModel(
  { row, calendar, rules, texts, now, form }: ActSight,
  before: LocalDate,
  after: LocalDate,
): object {
  const start = row.reply_started_on ?? row.received_on;
  const added = calendar.workingDaysBetween(before, after);
  const term = replyCount(
    { countedFrom: start, extendedOn: localDayOf(now), replyDue: after },
    calendar,
    rules,
  );
  const link = {
    href: countingHref(term, row.rule_set_version),
    text: texts.t('common.date.show-count'),
  };
  const workingDays = numberInCount({ start }, before, calendar);
  return {
    change: dateChange(texts, calendar, { start, workingDays, added, today: localDayOf(now) }, link),
    safe: safeDateWords(
      texts,
      safeReplyDate({ ...replyDateFacts(row, after, rules), extendedOn: localDayOf(now) }, calendar, rules),
      after,
      rules,
    ),
    reasons: EXTENSION_REASONS.map((reason) => ({
      value: reason,
      text: texts.t(`acts.perpanjang.reasons.${reason}`),
    })),
    chosen: many(form, 'alasan'),
    button: texts.t('acts.perpanjang.button', { date: texts.formats.dayMonthShort(after) }),
  };
}
