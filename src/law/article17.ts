import type { LocalDate } from './local-date.js';
import { addCalendarMonths } from './local-date.js';

/** How long an exemption may last. */
export type ExemptionTerm = 'at-most-30-years' | 'set-by-the-head' | 'by-statute' | 'as-long-as-needed';

interface Article17Row {
  readonly letter: string;
  readonly protectsId: string;
  readonly protectsEn: string;
  readonly term: ExemptionTerm;
  readonly termArticle: string;
  /** UU 14/2008 art. 20(1): the exemptions of letters a-f are not permanent, so they need an end day. */
  readonly needsEnd: boolean;
}

/** UU 14/2008 art. 17: what may be kept from the public, and nothing else (law.md 6.2). */
export const ARTICLE_17 = [
  letter('a', 'proses penegakan hukum', 'law enforcement', 'at-most-30-years', 'PP 61/2010 art. 5'),
  letter(
    'b',
    'hak atas kekayaan intelektual dan persaingan usaha yang sehat',
    'intellectual property and fair competition',
    'by-statute',
    'PP 61/2010 art. 6',
  ),
  letter(
    'c',
    'pertahanan dan keamanan negara',
    'defence and security',
    'set-by-the-head',
    'PP 61/2010 art. 7',
  ),
  letter(
    'd',
    'kekayaan alam Indonesia',
    'natural wealth of Indonesia',
    'set-by-the-head',
    'PP 61/2010 art. 7',
  ),
  letter('e', 'ketahanan ekonomi nasional', 'national economy', 'set-by-the-head', 'PP 61/2010 art. 7'),
  letter('f', 'hubungan luar negeri', 'foreign relations', 'set-by-the-head', 'PP 61/2010 art. 7'),
  letter(
    'g',
    'isi akta otentik yang bersifat pribadi dan kemauan terakhir atau wasiat',
    'private deeds and wills',
    'by-statute',
    'PP 61/2010 art. 8(1)',
  ),
  letter(
    'h',
    'rahasia pribadi: keluarga, kesehatan, keuangan, evaluasi kemampuan, catatan pendidikan',
    'personal secrets: family, health, finances, assessments, school records',
    'as-long-as-needed',
    'PP 61/2010 art. 8(2)',
  ),
  letter(
    'i',
    'memorandum atau surat antar atau intra Badan Publik yang menurut sifatnya dirahasiakan',
    'memoranda between or within public bodies that are secret by nature',
    'by-statute',
    'PP 61/2010 art. 9',
  ),
  letter(
    'j',
    'informasi yang tidak boleh diungkapkan berdasarkan Undang-Undang',
    'what another statute keeps secret',
    'by-statute',
    'UU 14/2008 art. 17 letter j',
  ),
] as const;

export type Article17Letter = (typeof ARTICLE_17)[number]['letter'];

/** Whether a text is a letter of art. 17. */
export function isArticle17Letter(text: string): text is Article17Letter {
  return ARTICLE_17.some((row) => row.letter === text);
}

/** Letter a, in calendar years from the decision: PP 61/2010 art. 5. */
export const LONGEST_EXEMPTION_YEARS = 30;
const LONGEST_MONTHS = LONGEST_EXEMPTION_YEARS * 12;

/**
 * Whether the end day of an exemption fits every letter it rests on: letters a-f need one (UU 14/2008 art. 20(1)),
 * letter a ends 30 years after the decision at the latest (PP 61/2010 art. 5), and an end before the decision is
 * none. `null` = without end day. Decided 2026-12-01 on letter a: at the latest 2056-12-01.
 */
export function exemptionTermFits(
  letters: readonly Article17Letter[],
  decidedOn: LocalDate,
  exemptUntil: LocalDate | null,
): boolean {
  const rows = ARTICLE_17.filter((row) => letters.includes(row.letter));
  if (exemptUntil === null) return rows.every((row) => !row.needsEnd);
  if (exemptUntil <= decidedOn) return false;
  return rows.every(
    (row) => row.term !== 'at-most-30-years' || exemptUntil <= addCalendarMonths(decidedOn, LONGEST_MONTHS),
  );
}

/** A law as the text of a citation names it: "UU 23/2006", "U.U. RI Nomor 27 Tahun 2022", "Undang-Undang ttg Perbankan". */
const LAW =
  /(?<!\p{L})(?:undang[-\s]undang|u\.?u)(?!\p{L})\.?(?:\s+(?:republik\s+indonesia|ri)(?!\p{L}))?(?:\s+(?:tentang|ttg\.?)(?!\p{L}))?/giu;
/** "PP 61/2010 tentang Pelaksanaan Undang-Undang ..." cites no law, nor does a bill; "amanat" only points to one. */
const NOT_A_LAW = /(?:pelaksana(?:an)?|pengganti|turunan|amanat|rancangan)\s+$/iu;
/** Number and year, or the name after the word for a law: what comes between it and them is no matter. */
const BEFORE_NUMBER = /^[\s.,(]*(?:no(?:mor)?\b[\s.:]*)?/iu;
const NUMBER_AND_YEAR = /^0*(\d{1,3})\s*(?:\/|-|\s(?:tahun|thn\.?|th\.?)\s)\s*(\d{4})/iu;
/** The law on public information itself is no other statute. */
const ITSELF_BY_NAME = /^(?:kip|keterbukaan|informasi)(?!\p{L})/iu;
/** Words that follow the word for a law without naming one. */
const NO_NAME =
  /^(?:pasal|ayat|huruf|yang|ini|itu|tersebut|dan|atau|serta|di|lain|lainnya|terkait|sebagaimana|dimaksud|dasar|berlaku)(?!\p{L})/iu;
const NAME = /^\p{L}{3,}/u;

/**
 * Whether a citation rests on a law (Undang-Undang) other than UU 14/2008, as letter j asks: a regulation or a decree
 * is not enough, nor a law that is not named (UU 14/2008 art. 17 letter j; law.md 6.2). "Perwali 10/2020": no;
 * "UU 23/2006 jo. UU 24/2013": yes.
 */
export function citesAnotherLaw(statute: string): boolean {
  return [...statute.matchAll(LAW)].some((found) => {
    if (NOT_A_LAW.test(statute.slice(0, found.index))) return false;
    return namesAnotherLaw(statute.slice(found.index + found[0].length).replace(BEFORE_NUMBER, ''));
  });
}

function namesAnotherLaw(named: string): boolean {
  const numbered = NUMBER_AND_YEAR.exec(named);
  if (numbered !== null) return !(numbered[1] === '14' && numbered[2] === '2008');
  return NAME.test(named) && !NO_NAME.test(named) && !ITSELF_BY_NAME.test(named);
}

/** Letters whose secrecy must rest on another law. */
export const LETTER_OF_OTHER_LAWS: Article17Letter = 'j';

function letter<Letter extends string>(
  name: Letter,
  protectsId: string,
  protectsEn: string,
  term: ExemptionTerm,
  termArticle: string,
): Article17Row & { readonly letter: Letter } {
  return { letter: name, protectsId, protectsEn, term, termArticle, needsEnd: name >= 'a' && name <= 'f' };
}
