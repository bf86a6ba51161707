/** What the text of a citation fails to be, as the ground of a refusal for another reason than an exemption. */
export type RuleFault = 'no-rule' | 'exemption';

/** The word for a rule, written out or short, from a law down to a decree. */
const RULE =
  /(?<!\p{L})(?:undang[-\s]undang|u\.?u|perppu|peraturan|p\.?p|per(?:pres|ki|da|wali|wako|gub|kada|bup)|permen\p{L}*|kep(?:pres|wali|wako|gub|da)|kepmen\p{L}*|keputusan|ketetapan|instruksi|inpres|sk|surat\s+edaran)(?!\p{L})\.?/giu;
/** Codes that bear neither number nor further name. */
const CODE = /(?<!\p{L})(?:kuhp|kuhap|kuh\s*perdata|kuh\s*pidana|kuh\s*dagang|uud)(?!\p{L})/iu;
/** What may stand between the word and its number or name. */
const BEFORE_NUMBER =
  /^(?:\s+(?:republik\s+indonesia|ri)(?!\p{L}))?(?:\s+(?:tentang|ttg\.?)(?!\p{L}))?[\s.,:(]*(?:no(?:mor)?\b[\s.:]*)?/iu;
/** A number, or a name that is no word of reference: "yang berlaku", "di atas". */
const NAMED =
  /^(?:\d|(?!(?:pasal|ayat|huruf|yang|ini|itu|tersebut|dan|atau|serta|di|lain|lainnya|terkait|sebagaimana|dimaksud|dasar|berlaku)(?!\p{L}))\p{L}{3,})/iu;
/** UU 14/2008 by its number or its name. */
const ITSELF =
  /^(?:0*14\s*(?:\/|-|\s(?:tahun|thn\.?|th\.?)\s)\s*2008|(?:kip|keterbukaan|informasi\s+publik)(?!\p{L}))/iu;
/** The number of article 17, in figures, words or Roman, with the letter or the like behind it. */
const SEVENTEEN =
  /(?<![\p{L}\d]|\d[/.-])(?:17|tujuh\s*belas|xvii)(?![\p{L}\d/])(?:[\s,]*(?:(?:huruf|ayat|angka|butir)\s*)?\(?(?:[a-j]|\d{1,2})\)?(?![\p{L}\d/]))*[\s,]*(?:(?:dari|dalam|pada)\s+)?/giu;
/** An article, or a list of them, right before a number: "Pasal 6 ayat (2) jo. ". */
const ARTICLES =
  /(?<!\p{L})(?:pasal|psl?|art(?:icle)?)(?!\p{L})[.\s-]*(?:(?:\d{1,3}|huruf|ayat|angka|butir|[a-j]|jo|juncto|dan|serta|atau|sampai|s\.?d)(?![\p{L}\d/])[\s.,()&-]*)*$/iu;
/** What makes the number one of a paragraph and no article. */
const PARAGRAPH = /(?<!\p{L})(?:huruf|ayat|angka|butir)[\s(]*$/iu;
/** An exemption, by its own word; the noun stands in the names of other rules as well. */
const EXEMPT = /dikecualikan(?!\p{L})/iu;
const EXEMPTION = /pengecualian(?!\p{L})/iu;

interface CitedRule {
  readonly at: number;
  readonly isItself: boolean;
}

/**
 * Whether a text can be the ground of `refused_other` (UU 14/2008 art. 6(2); law.md 6.1): it names a rule, and it is no
 * exemption in disguise. Article 17 wants test, decree and the consent of a second person (art. 19; PerKI 1/2021 art.
 * 10(2), 34(2)). "UU 43/2009 Pasal 44": null; "Pasal 17 huruf h UU 14/2008": `exemption`; "karena sibuk": `no-rule`.
 */
export function faultOfRule(text: string): RuleFault | null {
  const rules = rulesIn(text);
  const isExempt = EXEMPT.test(text) || (EXEMPTION.test(text) && rules.every(({ isItself }) => isItself));
  if (isExempt || citesArticle17(text, rules)) return 'exemption';
  return rules.length > 0 || CODE.test(text) ? null : 'no-rule';
}

function rulesIn(text: string): readonly CitedRule[] {
  return [...text.matchAll(RULE)].flatMap((found): CitedRule[] => {
    const named = text.slice(found.index + found[0].length).replace(BEFORE_NUMBER, '');
    return NAMED.test(named) ? [{ at: found.index, isItself: ITSELF.test(named) }] : [];
  });
}

// The article is of the rule right behind it, else of the last one before it, and without any of the law itself.
function citesArticle17(text: string, rules: readonly CitedRule[]): boolean {
  return [...text.matchAll(SEVENTEEN)].some((found) => {
    const lead = text.slice(0, found.index);
    if (!ARTICLES.test(lead) || PARAGRAPH.test(lead)) return false;
    const end = found.index + found[0].length;
    const behind = rules.find(({ at }) => at === end);
    const before = rules.filter(({ at }) => at < found.index).at(-1);
    return (behind ?? before)?.isItself ?? true;
  });
}
