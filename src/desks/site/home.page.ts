import { FEWEST_FOR_A_RATE } from '../../law/service-rules.js';
import type { MessageParams } from '../../platform/views/language.js';
import { pathInLanguage } from '../../platform/views/language.js';
import type { Texts } from '../../platform/views/texts.js';
import { publishedItems } from './information.page.js';
import type { YearFigures } from './service-figures.queries.js';

export interface HomeRow {
  readonly title: string;
  readonly href: string;
  readonly facts: string;
}

/** Five open documents of the service, until answers are published. */
export function homeRows(texts: Texts): HomeRow[] {
  return publishedItems(texts)
    .slice(0, 5)
    .map((item) => ({
      title: item.title,
      href: pathInLanguage(item.path, texts.language),
      facts: item.text,
    }));
}

/** The figures of the year as one sentence: key below `site.home` and its values. */
export function figureSentence(texts: Texts, figures: YearFigures): { key: string; params: MessageParams } {
  const since = texts.formats.dateOnly(figures.since);
  const { city } = figures;
  if (city.answered === 0) return { key: 'figures-none', params: { since } };
  const enough = city.answered >= FEWEST_FOR_A_RATE && city.median !== null && city.onTimeShare !== null;
  if (!enough || city.median === null || city.onTimeShare === null) {
    return { key: 'figures-few', params: { since, answered: city.answered } };
  }
  return {
    key: 'figures',
    params: {
      since,
      answered: city.answered,
      onTime: texts.formats.percent(city.onTimeShare),
      median: city.median,
    },
  };
}
