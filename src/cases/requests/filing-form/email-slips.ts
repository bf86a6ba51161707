const DOMAINS = [
  'gmail.com',
  'yahoo.com',
  'yahoo.co.id',
  'ymail.com',
  'hotmail.com',
  'outlook.com',
  'outlook.co.id',
  'icloud.com',
  'live.com',
  'rocketmail.com',
  'ambon.go.id',
  'malukuprov.go.id',
] as const;
const MOST_SLIPS = 2;

/** The address that was probably meant, or null when the typed one looks right. It is only ever offered. */
export function meantAddress(email: string): string | null {
  const at = email.lastIndexOf('@');
  if (at < 1) return null;
  const domain = email.slice(at + 1).toLowerCase();
  if (domain === '' || DOMAINS.some((known) => known === domain)) return null;
  let best: { domain: string; slips: number } | null = null;
  for (const known of DOMAINS) {
    const slips = distance(domain, known);
    const most = known.length < 9 ? 1 : MOST_SLIPS;
    if (slips <= most && (best === null || slips < best.slips)) best = { domain: known, slips };
  }
  return best === null ? null : `${email.slice(0, at)}@${best.domain}`;
}

/** Letters left out, added, changed or swapped with their neighbour. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(cell(rows, i - 1, j) + 1, (row[j - 1] ?? 0) + 1, cell(rows, i - 1, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, cell(rows, i - 2, j - 2) + 1);
      }
      row.push(least);
    }
    rows.push(row);
  }
  return cell(rows, a.length, b.length);
}

function cell(rows: readonly (readonly number[])[], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}
