import type { Texts } from '../../platform/views/texts.js';

/** The papers of one exemption by their numbers (PerKI 1/2021 art. 49(5), annex VII). */
export interface ExemptionPapers {
  readonly decree: string;
  readonly sheet: string;
}

/** What the written notice names as its attachments; null where nothing is exempt. */
export function attachedPapers(texts: Texts, papers: readonly ExemptionPapers[]): string | null {
  if (papers.length === 0) return null;
  return papers
    .map(({ decree, sheet }) => texts.t('decisions.letter.attached', { decree, sheet }))
    .join('; ');
}
