/** The two languages of the pages; Indonesian is the source, English may fall back to it. */
export const languages = ['id', 'en'] as const;

export type Language = (typeof languages)[number];

/** Values a sentence of the catalogue may take. Numbers are written in the format of the language. */
export type MessageParams = Readonly<Record<string, string | number>>;

/** No-break space: keeps a date, and a count with its unit, on one line. */
export const NBSP = '\u00a0';

/** English pages live under `/en`, all others are Indonesian. */
export function languageOfPath(path: string): Language {
  return path === '/en' || path.startsWith('/en/') || path.startsWith('/en?') ? 'en' : 'id';
}

/** The same page in a language: `('/hitung?x=1', 'en')` is `/en/hitung?x=1`. */
export function pathInLanguage(path: string, language: Language): string {
  const bare = languageOfPath(path) === 'en' ? path.slice('/en'.length) || '/' : path;
  const rooted = bare.startsWith('/') ? bare : `/${bare}`;
  if (language === 'id') return rooted;
  return rooted === '/' ? '/en' : rooted.startsWith('/?') ? `/en${rooted.slice(1)}` : `/en${rooted}`;
}
