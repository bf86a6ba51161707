import type { ReasonLanguage } from './routing-lexicon-file.js';
import { nameOf, type RoutingModel } from './suggest-agency.js';

/** Answer of `POST /api/v1/routing/suggestions`. */
export interface RoutingSuggestionsAnswer {
  readonly decision: 'suggest' | 'triage';
  readonly suggestions: readonly {
    readonly agency: string;
    readonly name: string;
    readonly score: number;
    /** The sender's own words. */
    readonly because: readonly string[];
    /** The same as a sentence in the language asked for. */
    readonly reason: string;
  }[];
  /** Word and body when the text seems to be for somebody outside the city. */
  readonly outsideCity: { readonly word: string; readonly body: string } | null;
  readonly reason: string;
}

/** Suggests agencies for a text, best first; under `triage` they are hints to the PPID desk. */
export function answerSuggestions(
  text: string,
  model: RoutingModel,
  language: ReasonLanguage,
): RoutingSuggestionsAnswer {
  const proposal = model.suggest(text, language);
  const byCode = new Map(model.agencies.map((agency) => [agency.code, agency]));
  return {
    decision: proposal.decision,
    suggestions: proposal.suggestions.map(({ agency, score, because, reasonText }) => {
      const row = byCode.get(agency);
      return { agency, name: row ? nameOf(row, language) : agency, score, because, reason: reasonText };
    }),
    outsideCity: proposal.outsideCity,
    reason: proposal.reasonText,
  };
}
