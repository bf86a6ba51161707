import type { Agency, AgencyDirectory } from '../../../office/agencies/agencies.queries.js';
import type { City } from '../../../platform/config/city.js';
import { one } from '../../requests/pages/act-form.js';
import type { ActPage, ActSight } from '../../requests/pages/act-page.js';
import { momentInside } from '../../requests/pages/case-dates.js';
import { agencyLoads, handedBack, routingStanding, type RoutingStanding } from './routing-page.queries.js';

/** A piece of the question; `mark` where it is one of the words a suggestion rests on. */
export interface MarkedPart {
  readonly text: string;
  readonly mark: boolean;
}

/** Cuts a question at the words of the suggestions, whatever their case; longer words win over their parts. */
export function markWords(question: string, words: readonly string[]): readonly MarkedPart[] {
  const wanted = [...new Set(words)]
    .filter((word) => word.trim().length > 1)
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&').replace(/\s+/gu, '\\s+'));
  if (wanted.length === 0) return [{ text: question, mark: false }];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${wanted.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  const parts: MarkedPart[] = [];
  let from = 0;
  for (const match of question.matchAll(pattern)) {
    if (match.index > from) parts.push({ text: question.slice(from, match.index), mark: false });
    parts.push({ text: match[0], mark: true });
    from = match.index + match[0].length;
  }
  if (from < question.length) parts.push({ text: question.slice(from), mark: false });
  return parts;
}

/**
 * `.../tugaskan`, or `.../teruskan` where an agency holds the case already: which agency answers; the suggestions with
 * their reasons, and the load of each. Forwarding inside the city moves no clock (PerKI 1/2021 art. 6(4)).
 */
export function assignPage(agencies: AgencyDirectory, city: City, slug: 'tugaskan' | 'teruskan'): ActPage {
  return {
    slug,
    template: 'tugaskan',
    action: 'case.assign',
    event: 'assign',
    names: { agency: 'instansi', reason: 'alasan' },
    words: ['alasan'],
    model: async (sight) => assignModel(sight, await agencies.active(), city),
  };
}

/** Below this a suggestion says nothing. */
const LOWEST_SHOWN = 0.01;

async function assignModel(sight: ActSight, agencies: readonly Agency[], city: City): Promise<object> {
  const { tx, row, texts, now, form } = sight;
  const byCode = new Map(agencies.map((agency) => [agency.code, agency]));
  const standing = await routingStanding(tx, row.id);
  const back = await handedBack(tx, row.id);
  const suggestions = (standing?.suggestions ?? [])
    .filter(({ agency, score }) => byCode.has(agency) && score >= LOWEST_SHOWN)
    .slice(0, 4);
  const loads = await agencyLoads(tx, loadCodes(suggestions, row.agency_code), now);
  const sent = one(form, 'instansi');
  const first = sent === '' ? preselected(back, suggestions, standing?.decision) : null;
  const isListed = suggestions.some(({ agency }) => agency === first);
  return {
    parts: markWords(
      row.question,
      suggestions.flatMap(({ because }) => because),
    ),
    back:
      back === null
        ? null
        : texts.t('acts.tugaskan.handed-back', {
            agency: byCode.get(back.from_agency ?? '')?.name ?? back.from_agency ?? '',
            when: momentInside(texts, back.at, now),
            reason: back.reason,
          }),
    backAdvice:
      back?.suggested_agency == null
        ? null
        : texts.t('acts.tugaskan.advice', {
            agency: byCode.get(back.suggested_agency)?.name ?? back.suggested_agency,
          }),
    outside: outsideWords(texts, standing),
    suggestions: suggestions.map((suggestion, index) => ({
      value: suggestion.agency,
      id: index === 0 ? 'instansi' : `instansi-${String(index + 1)}`,
      name: byCode.get(suggestion.agency)?.name ?? suggestion.agency,
      because: suggestion.because,
      second: secondWords(texts, suggestion.agency, back?.from_agency ?? null, row.agency_code),
      score: texts.formats.number(suggestion.score, 2),
      width: Math.round(Math.max(0, Math.min(1, suggestion.score)) * 100),
      checked: suggestion.agency === (sent === '' ? first : sent),
    })),
    otherChecked: sent === 'lain' || (first !== null && !isListed),
    otherValue: one(form, 'instansi-lain') || (isListed ? '' : (first ?? '')),
    others: agencies.map(({ code, name }) => ({ value: code, text: name })),
    threshold: texts.t('acts.tugaskan.threshold', {
      score: texts.formats.number(city.routing.directScore, 2),
    }),
    held: row.agency_code === null ? null : (byCode.get(row.agency_code)?.name ?? row.agency_code),
    loads: loads.map((load) => ({
      name: byCode.get(load.agency_code)?.shortName ?? load.agency_code,
      open: texts.formats.number(load.open),
      late: texts.formats.number(load.late),
    })),
  };
}

/** What is chosen before anybody chose: as the agency advised that handed it back, else the first suggestion but that one. */
function preselected(
  back: Awaited<ReturnType<typeof handedBack>>,
  suggestions: RoutingStanding['suggestions'],
  decision: RoutingStanding['decision'] | undefined,
): string | null {
  if (back?.suggested_agency != null) return back.suggested_agency;
  const first = suggestions[0]?.agency ?? null;
  return decision === 'suggest' && first !== back?.from_agency ? first : null;
}

function loadCodes(suggestions: RoutingStanding['suggestions'], held: string | null): readonly string[] {
  const codes = suggestions.map(({ agency }) => agency);
  return held === null || codes.includes(held) ? codes : [...codes, held];
}

function outsideWords(texts: ActSight['texts'], standing: RoutingStanding | null): string | null {
  if (standing?.outside_city == null) return null;
  return texts.t('acts.tugaskan.outside', { ...standing.outside_city });
}

function secondWords(
  texts: ActSight['texts'],
  agency: string,
  cameFrom: string | null,
  held: string | null,
): string | null {
  if (agency === held) return texts.t('acts.tugaskan.holds-now');
  return agency === cameFrom ? texts.t('acts.tugaskan.gave-back') : null;
}
