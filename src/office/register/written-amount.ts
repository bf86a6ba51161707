/**
 * Whole rupiah as people write them: `15000`, `Rp15.000`, `Rp. 15.000,-` and `15.000,00` are one amount; else null. A point
 * parts groups of three figures: `15000.00` and `1.5` are no amount of ours, and are asked back.
 */
export function rupiahOf(written: string): number | null {
  const figures = written.replace(/^Rp\.?\s*/iu, '').replace(/,(?:0{1,2}|-{1,2})$/u, '');
  return /^(?:\d{1,15}|\d{1,3}(?:\.\d{3}){1,4})$/u.test(figures) ? Number(figures.replaceAll('.', '')) : null;
}
