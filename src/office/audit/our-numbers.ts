/**
 * Whether each number in a JSON text of PostgreSQL is one that the program wrote. PostgreSQL keeps more digits than a number of
 * ours can hold, and a hash over what was read would not see them.
 */
export function holdsOurNumbers(json: string): boolean {
  const numbers = json.replaceAll(/"(?:[^"\\]|\\.)*"/gu, '').match(/-?\d[\d.]*/gu) ?? [];
  return numbers.every((written) => inFull(Number(written)) === written);
}

/** Every digit, as PostgreSQL writes it: `1.2e-7` is `0.00000012`. */
function inFull(value: number): string {
  const [mantissa = '', exponent] = String(value).split('e');
  if (exponent === undefined) return mantissa;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0')}`;
}
