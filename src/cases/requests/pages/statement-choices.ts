import type { Texts } from '../../../platform/views/texts.js';
import { unsaidOf } from '../../../law/unsaid.js';
import type { CaseRow } from '../case-row.js';
import { PURPOSES } from '../filing-body.js';
import { WAYS } from '../statement-fields.js';

/** One choice of a page. */
export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** What the information may be for. */
export function purposeChoices(texts: Texts): readonly Choice[] {
  return PURPOSES.map((value) => ({ value, text: texts.t(`filing.purpose.${value}`) }));
}

/** Access, delivery and form in one choice. */
export function wayChoices(texts: Texts): readonly Choice[] {
  return WAYS.map((value) => ({ value, text: texts.t(`requests.ways.${value.replaceAll('/', '-')}`) }));
}

/** What the paper left unsaid of a case, as choices: none for what it has said. */
export function unsaidChoices(
  texts: Texts,
  row: CaseRow,
): { readonly purposes: readonly Choice[]; readonly ways: readonly Choice[] } {
  const unsaid = unsaidOf({ ...row, purposeKind: row.purpose_kind });
  const fits = ({ value }: Choice): boolean => {
    const [access, delivery, format] = value.split('/');
    return (
      (row.access === 'unstated' || row.access === access) &&
      (row.delivery === null || row.delivery === delivery) &&
      (row.format === null || row.format === format)
    );
  };
  return {
    purposes: unsaid.purpose ? purposeChoices(texts) : [],
    ways: unsaid.way ? wayChoices(texts).filter(fits) : [],
  };
}
