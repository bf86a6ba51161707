/** Values that no field of any form may take, whatever it asks for. JSON text, because some cannot be objects here. */
export const NEVER: Readonly<Record<string, string>> = {
  'NUL sign': JSON.stringify('Ambon\u0000 Kota Manise, rincian belanja'),
  'bell sign': JSON.stringify('Ambon\u0007 Kota Manise, rincian belanja'),
  'escape sign': JSON.stringify('Ambon\u001b[2J Kota Manise, rincian belanja'),
  'bidirectional override': JSON.stringify('Ambon\u202e Kota Manise, rincian belanja'),
  'bidirectional isolate': JSON.stringify('Ambon\u2066 Kota Manise, rincian belanja'),
  'lone surrogate': '"Ambon \\ud800 Kota Manise, rincian belanja"',
  'endless text': JSON.stringify('a'.repeat(60_000)),
  'endless text of four bytes': JSON.stringify('😀'.repeat(20_000)),
  'query object': '{"$gt":""}',
  'nested object': '{"a":{"b":{"c":[1,{"d":null}]}}}',
  'empty list in a list': '[[]]',
  'array of arrays': '[[[[]]],[["x"]]]',
  'huge array': JSON.stringify(Array.from({ length: 10_000 }, () => 'x')),
  'deep nesting': `${'[['.repeat(2_000)}${']]'.repeat(2_000)}`,
  'deep objects': `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`,
  'endless number': '1e400',
  'text conversion': '{"toString":"x","valueOf":"y"}',
};

/** Values that some field may take; no answer to them may be worse than a no. */
export const PERHAPS: Readonly<Record<string, string>> = {
  null: 'null',
  'empty text': '""',
  blank: '"   "',
  zero: '0',
  negative: '-1',
  'fraction of a number': '1.5',
  'beyond safe numbers': '9007199254740993',
  true: 'true',
  false: 'false',
  'empty array': '[]',
  'empty object': '{}',
  'number text': '"12345"',
  'quote and semicolon': JSON.stringify(`'; DROP TABLE cases; --`),
  'date without end': JSON.stringify('99999-12-31'),
  'date that is none': JSON.stringify('2026-02-30'),
  'date before all': JSON.stringify('0000-01-01'),
  'far date': JSON.stringify('9999-12-31'),
};

/** Where in a body a value stands, as the answers name it: `requester.email`, `items.0.text`. */
export function placesOf(body: unknown, path = ''): string[] {
  if (typeof body !== 'object' || body === null) return [path];
  const inner = Object.entries(body).flatMap(([key, value]) =>
    placesOf(value, path === '' ? key : `${path}.${key}`),
  );
  return path === '' ? inner : [path, ...inner];
}

/** The body as JSON text with `json` put where `place` is. */
export function planted(body: unknown, place: string, json: string): string {
  const mark = '@@planted@@';
  const copy: unknown = JSON.parse(JSON.stringify(body));
  const steps = place.split('.');
  const last = steps.pop() ?? '';
  let at = copy as Record<string, unknown>;
  for (const step of steps) at = at[step] as Record<string, unknown>;
  at[last] = mark;
  return JSON.stringify(copy).replace(`"${mark}"`, () => json);
}

/** The body without the field. */
export function without(body: unknown, place: string): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(body));
  const steps = place.split('.');
  const last = steps.pop() ?? '';
  let at = copy as Record<string, unknown>;
  for (const step of steps) at = at[step] as Record<string, unknown>;
  if (Array.isArray(at)) at.splice(Number(last), 1);
  else delete at[last];
  return copy;
}
