/** What the text of a citation fails to be, as the ground of a refusal for another reason than an exemption. */
export type RuleFault = 'no-rule' | 'exemption';

/** The word for a rule, written out or short, from a law down to a decree. */
const RULE =
  /(?<!\p{L})(?:undang[-\s]undang|u\.?u|perppu|peraturan|p\.?p|per(?:pres|ki|da|wali|wako|gub|kada|bup)|permen\p{L}*|kep(?:pres|wali|wako|gub|da)|kepmen\p{L}*|keputusan|ketetapan|instruksi|inpres|sk|surat\s+edaran)(?!\p{L})\.?/giu;
/** Codes that bear neither number nor further name. */
const CODE = /(?<!\p{L})(?:kuhp|kuhap|kuh\s*perdata|kuh\s*pidana|kuh\s*dagang|uud)(?!\p{L})/giu;
/** What may stand between the word and its number or name. */
const BEFORE_NUMBER =
  /^(?:\s+(?:republik\s+indonesia|ri)(?!\p{L}))?(?:\s+(?:tentang|ttg\.?)(?!\p{L}))?[\s.,:(]*(?:no(?:mor)?\b[\s.:]*)?/iu;
/** A number, or a name that is no word of reference: "yang berlaku", "di atas". */
const NAMED =
  /^(?:\d|(?!(?:pasal|ayat|huruf|yang|ini|itu|tersebut|dan|atau|serta|di|lain|lainnya|terkait|sebagaimana|dimaksud|dasar|berlaku)(?!\p{L}))\p{L}{3,})/iu;
/** UU 14/2008 by its number or its name. */
const ITSELF =
  /^(?:0*14\s*(?:\/|-|\s(?:tahun|thn\.?|th\.?)\s)\s*2008|(?:kip|keterbukaan|informasi\s+publik)(?!\p{L}))/iu;
/** What a list of articles is made of: words, numbers and signs. */
const TOKEN = /(?<!\p{L})tujuh\s*belas(?!\p{L})|\p{L}+|\d+|[^\s\p{L}\d]/giu;
const ARTICLE = /^(?:pasal|psl?|art|article)$/iu;
/** What makes the next number one of a paragraph and no article. */
const PART = /^(?:huruf|ayat|angka|butir)$/iu;
/** Between the first and the last article of a range; "s" of "s.d.". */
const RANGE = /^(?:sampai|hingga|sd|s|[-–—])$/iu;
/** What else may stand between two articles: "jo.", "jis.", "/". */
const BETWEEN = /^(?:dengan|jo|jis|juncto|dan|serta|atau|nomor|no|[a-j]|[.,;:/&()[\]"'“”])$/iu;
const SEVENTEEN = /^(?:tujuh\s*belas|xvii)$/iu;
const NUMBER_WORD = /^(?:nomor|no)$/iu;
/** What makes the number before it one of a rule: "17/2003", and behind "Nomor" "17 Tahun 2003". */
const SLASH_YEAR = /^\/\d{4}(?!\d)/u;
const YEAR = /^\s*(?:tahun|thn|th)(?!\p{L})/iu;
/** Letter and the like of an article, up to the rule that it is of. */
const UP_TO_RULE =
  /^(?:[\s,.]*(?:(?:huruf|ayat|angka|butir)\s*)?\(?(?:[a-j]|\d{1,2})\)?(?![\p{L}\d/]))*[\s,]*(?:(?:dari|dalam|pada)\s+)?/iu;
/** An exemption, by its own word; the noun stands in the names of other rules as well. */
const EXEMPT = /dikecualikan(?!\p{L})/iu;
const EXEMPTION = /pengecualian(?!\p{L})/iu;
/** Free of a charge: no word of information that is kept back. */
const FREE_OF_CHARGE = /dikecualikan\s+dari\s+(?:retribusi|pajak|bea|biaya|tarif|pungutan)(?!\p{L})/giu;

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
  const isExempt =
    EXEMPT.test(withoutCharges(text, rules)) ||
    (EXEMPTION.test(text) && rules.every(({ isItself }) => isItself));
  if (isExempt || citesArticle17(text, rules)) return 'exemption';
  return rules.length > 0 || codesIn(text).length > 0 ? null : 'no-rule';
}

function rulesIn(text: string): readonly CitedRule[] {
  return [...text.matchAll(RULE)].flatMap((found): CitedRule[] => {
    const named = text.slice(found.index + found[0].length).replace(BEFORE_NUMBER, '');
    return NAMED.test(named) ? [{ at: found.index, isItself: ITSELF.test(named) }] : [];
  });
}

function codesIn(text: string): readonly CitedRule[] {
  return [...text.matchAll(CODE)].map(({ index }) => ({ at: index, isItself: false }));
}

// "Perwali 3/2019 tentang informasi yang dikecualikan dari retribusi": by a rule that is not the law itself.
function withoutCharges(text: string, rules: readonly CitedRule[]): string {
  return text.replace(FREE_OF_CHARGE, (words, index: number) =>
    (lastBefore(rules, index)?.isItself ?? true) ? words : '',
  );
}

function lastBefore(rules: readonly CitedRule[], index: number): CitedRule | undefined {
  return rules.filter(({ at }) => at < index).at(-1);
}

// The article is of the rule or code right behind it, else of the last rule before it, and without any of the law itself.
function citesArticle17(text: string, rules: readonly CitedRule[]): boolean {
  const named = [...rules, ...codesIn(text)];
  return articles17In(text).some(({ at, end }) => {
    const from = end + (UP_TO_RULE.exec(text.slice(end))?.[0].length ?? 0);
    const behind = named.find((rule) => rule.at === from);
    return (behind ?? lastBefore(rules, at))?.isItself ?? true;
  });
}

/** A list of articles as far as it is read. */
interface ArticleList {
  readonly last: number | null;
  readonly isRange: boolean;
  /** The next number is of a paragraph or the like. */
  readonly isPart: boolean;
  /** The next number stands behind "Nomor". */
  readonly isNumbered: boolean;
}

const NEW_LIST: ArticleList = { last: null, isRange: false, isPart: false, isNumbered: false };

/**
 * Where article 17 stands in a list of articles, in figures, words or Roman, or is inside a range ("Pasal 10 sampai
 * dengan 20"). Read word by word, in one pass.
 */
function articles17In(text: string): readonly { readonly at: number; readonly end: number }[] {
  const found: { readonly at: number; readonly end: number }[] = [];
  let list: ArticleList | null = null;
  for (const { 0: token, index: at } of text.matchAll(TOKEN)) {
    const end = at + token.length;
    const number = numberOf(token);
    if (number === null) list = afterWord(list, token);
    else if (list !== null) {
      if (isArticle17(list, number, text.slice(end))) found.push({ at, end });
      list = afterNumber(list, number, text.slice(end));
    }
  }
  return found;
}

function numberOf(token: string): number | null {
  if (SEVENTEEN.test(token)) return 17;
  return /^\d/u.test(token) ? Number(token) : null;
}

function afterWord(list: ArticleList | null, token: string): ArticleList | null {
  if (ARTICLE.test(token)) return { ...(list ?? NEW_LIST), isPart: false };
  if (list === null) return null;
  if (PART.test(token)) return { ...list, isPart: true };
  if (RANGE.test(token)) return { ...list, isRange: true };
  if (!BETWEEN.test(token)) return null;
  if (!/\p{L}/u.test(token)) return list;
  return { ...list, isPart: false, isNumbered: NUMBER_WORD.test(token) };
}

function afterNumber(list: ArticleList, number: number, behind: string): ArticleList | null {
  if (list.isPart) return { ...list, isPart: false };
  return isNumberOfRule(list, behind) ? null : { ...NEW_LIST, last: number };
}

function isNumberOfRule({ last, isNumbered }: ArticleList, behind: string): boolean {
  return last !== null && (SLASH_YEAR.test(behind) || (isNumbered && YEAR.test(behind)));
}

function isArticle17(list: ArticleList, number: number, behind: string): boolean {
  const { last, isRange, isPart } = list;
  if (isPart || isNumberOfRule(list, behind)) return false;
  return number === 17 || (isRange && last !== null && last < 17 && number > 17);
}
