import type { LocalDate } from '../../law/local-date.js';
import type { Ruleset } from '../../law/ruleset.js';
import { otherReading, type SafeDate } from '../../law/safe-date.js';
import type { Texts } from '../../platform/views/texts.js';

/** The quiet box of staff under a date: the earlier reading, why, and what the citizen sees. */
export interface SafeDateWords {
  readonly title: string;
  readonly reason: string;
}

/**
 * `Tanggal aman Sel 29 Des`, `Bila cuti bersama dihitung hari kerja. Pemohon melihat Rab 30 Des.` Null where no reading
 * is earlier. `shown` is the date in force, `null` while none runs; `rules` the readings in force, whose others are named.
 */
export function safeDateWords(
  texts: Texts,
  safe: SafeDate | null,
  shown: LocalDate | null,
  rules: Ruleset,
): SafeDateWords | null {
  if (safe === null) return null;
  const because = safe.because
    .map((doubt) => texts.t(`common.date.safe.${doubt}.${otherReading(rules, doubt)}`))
    .join(' ');
  const seen =
    shown === null
      ? texts.t('common.date.safe.no-date')
      : texts.t('common.date.safe.shown', { date: texts.formats.dateShort(shown) });
  return {
    title: texts.t('common.date.safe.title', { date: texts.formats.dateShort(safe.date) }),
    reason: `${because} ${seen}`,
  };
}
