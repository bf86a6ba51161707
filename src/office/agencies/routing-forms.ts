import type { RoutingLexicon } from './routing-lexicon-file.js';
import type { PhraseHit } from './routing-phrases.js';

/** Keywords of every district office: a subject, not a place. */
export const sharedDistrictWords: ReadonlySet<string> = new Set(['lurah', 'surat keterangan kelurahan']);

/** The forms of paper in a text whose agency has no subject of its own there while another agency has one. */
export function findOutweighed(hits: readonly PhraseHit[], lexicon: RoutingLexicon): ReadonlySet<PhraseHit> {
  const isForm = ({ phrase }: PhraseHit): boolean =>
    lexicon.formSubjects.has(phrase.text) || lexicon.documentSubjects.has(phrase.text);
  const subjects = hits.filter((hit) => hit.phrase.kind === 'subject');
  const owners = new Set(
    subjects
      .filter((hit) => !isForm(hit) && !sharedDistrictWords.has(hit.phrase.text))
      .flatMap((hit) => hit.phrase.targets),
  );
  const gives = (hit: PhraseHit): boolean =>
    isForm(hit) && owners.size > 0 && !hit.phrase.targets.some((target) => owners.has(target));
  return new Set(subjects.filter(gives));
}
