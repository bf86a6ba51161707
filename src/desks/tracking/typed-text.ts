/** A field of a plain form as typed, trimmed; empty for anything that is no text. */
export function longTextOf(body: unknown, name: string): string {
  const value =
    typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>)[name] : undefined;
  return typeof value === 'string' ? value.trim() : '';
}

/** The same for numbers, codes and hidden values, cut to what they can be. */
export function textOf(body: unknown, name: string): string {
  return longTextOf(body, name).slice(0, 100);
}

/** The lines of a typed text that say something: pages print them one by one. */
export function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
