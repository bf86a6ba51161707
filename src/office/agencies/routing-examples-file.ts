/** A text and the agency that should get it; `triage` = the PPID desk decides (vague, torn, not this city's). */
export interface RoutingExample {
  readonly agency: string;
  readonly text: string;
}

/**
 * Reads examples: a header `agency<TAB>text`, then one example a line; empty lines are skipped.
 * Throws an error that names the line when it has no tab, an unknown agency or an empty text.
 *
 * @param known codes an example may carry beside `triage`
 */
export function parseRoutingExamples(text: string, known: ReadonlySet<string>): RoutingExample[] {
  const examples: RoutingExample[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (index === 0 || raw.trim() === '') continue;
    const tab = raw.indexOf('\t');
    const agency = raw.slice(0, Math.max(tab, 0)).trim();
    const words = raw.slice(tab + 1).trim();
    if (tab < 0 || words === '')
      throw new Error(`routing examples, line ${index + 1}: expected agency, tab, text`);
    if (agency !== 'triage' && !known.has(agency)) {
      throw new Error(`routing examples, line ${index + 1}: unknown agency "${agency}"`);
    }
    examples.push({ agency, text: words });
  }
  return examples;
}
