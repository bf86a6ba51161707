import { parse } from 'csv-parse/sync';

/** An agency of the city as `config/agencies.csv` describes it. */
export interface AgencyRow {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly nameEn: string;
  /** dinas, badan, kecamatan, ...: the wording of the file. */
  readonly kind: string;
  /** Lower-case words and phrases of the agency's duties. */
  readonly keywords: readonly string[];
}

type Column = 'code' | 'name_id' | 'name_short' | 'name_en' | 'kind' | 'duties_keywords_id';

/**
 * Reads the text of `config/agencies.csv` (header, then one agency a line, keywords split by `|`).
 * Throws an error that names the line when a column is missing, a code is empty or comes twice.
 */
export function parseAgencies(text: string): AgencyRow[] {
  const records: Record<string, string>[] = parse(text, {
    bom: true,
    columns: true,
    skip_empty_lines: true,
    trim: true,
  });
  const seen = new Set<string>();
  return records.map((record, index) => {
    const line = `agencies.csv, row ${index + 1}`;
    const cell = (column: Column): string => {
      const value = record[column];
      if (value === undefined) throw new Error(`${line}: column ${column} is missing`);
      return value;
    };
    const code = cell('code');
    if (!/^[a-z0-9-]+$/.test(code))
      throw new Error(`${line}: code "${code}" is not lower case letters, digits, dashes`);
    if (seen.has(code)) throw new Error(`${line}: code "${code}" comes twice`);
    seen.add(code);
    return {
      code,
      name: cell('name_id'),
      shortName: cell('name_short'),
      nameEn: cell('name_en'),
      kind: cell('kind'),
      keywords: cell('duties_keywords_id')
        .split('|')
        .map((keyword) => keyword.trim().toLowerCase())
        .filter((keyword) => keyword !== ''),
    };
  });
}
