/**
 * What may never be kept from the public, whatever a test says (UU 14/2008 art. 18(1), 11(2)). The program cannot tell
 * whether a document is one of them: the page warns with this list before a refusal is proposed.
 */
export const NEVER_EXEMPT = [
  { key: 'court-decisions', article: 'UU 14/2008 art. 18(1)a' },
  { key: 'decrees-and-policies', article: 'UU 14/2008 art. 18(1)b' },
  { key: 'ended-investigations', article: 'UU 14/2008 art. 18(1)c' },
  { key: 'enforcement-plans', article: 'UU 14/2008 art. 18(1)d' },
  { key: 'enforcement-reports', article: 'UU 14/2008 art. 18(1)e' },
  { key: 'returned-proceeds', article: 'UU 14/2008 art. 18(1)f' },
  { key: 'opened-by-dispute', article: 'UU 14/2008 art. 11(2), 18(1)g' },
] as const;
