/** Shapes that must never reach a log: they would be personal data or secrets. */
const REDACTED: readonly (readonly [RegExp, string])[] = [
  [/\b[a-z0-9!#$%&'*+/=?^_`{|}~.-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+\b/gi, '[email]'],
  // NIK and KK are 16 digits; telephone numbers 9 to 15, with or without separators.
  [/(?<![\w-])\+?\d(?:[ .-]?\d){8,17}(?![\w-])/g, '[number]'],
  // Tracking codes 4-4-4-2.
  [/\b[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{2}\b/gi, '[code]'],
  [/(postgres(?:ql)?|rediss?|smtps?):\/\/[^\s@/]*@/gi, '$1://[login]@'],
];

/**
 * A text fit for the log: without mail addresses, long numbers, tracking codes and logins of addresses. A net below the
 * rule that no caller logs such things; ids (UUID) and times pass.
 */
export function redact(text: string): string {
  return REDACTED.reduce((line, [pattern, word]) => line.replace(pattern, word), text);
}

/** The path of a request without its query string, whose values may be tokens, and without link secrets in it. */
export function pathForLog(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? '';
  return redact(
    path.replace(/\/[\w-]{20,}(?=\/|$)/g, (part) => (UUID.test(part.slice(1)) ? part : '/[secret]')),
  );
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
