/** A link with a number in it, as a page shows it. */
export interface NumberLink {
  readonly href: string;
  readonly number: number;
}

const LINK =
  /<a href="(\/pengawas\/kasus\?[^"]*)"(?:[^>]*)>(?:<strong>)?([\d.]+)(?: [a-z]+)*(?:<\/strong>)?<\/a>/gu;

/** Every link to a list whose words begin with its count; `n 12`, shares and medians are read elsewhere. */
export function numberLinks(html: string): readonly NumberLink[] {
  return [...html.matchAll(LINK)].map(([, href = '', text = '']) => ({
    href: href.replaceAll('&amp;', '&'),
    number: Number(text.replaceAll('.', '')),
  }));
}

/** The values of the six figures in their order, as shown. */
export function sixValues(html: string): readonly string[] {
  return [...html.matchAll(/<dd class="figures__value[^"]*">(.*?)<\/dd>/gu)].map(([, value = '']) =>
    plain(value),
  );
}

/** The notes below the figures, two each. */
export function sixNotes(html: string): readonly string[] {
  return [...html.matchAll(/<dd class="figures__note">(.*?)<\/dd>/gu)].map(([, value = '']) => plain(value));
}

/** Rows of the heat table: name, then eight cells. */
export function heatRows(html: string): readonly (readonly string[])[] {
  const table = /<table class="heat">.*?<tbody>(.*?)<\/tbody>/su.exec(html)?.[1] ?? '';
  return table
    .split('</tr>')
    .map((row) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gu)].map(([, cell = '']) => plain(cell)))
    .filter((row) => row.length > 0);
}

/** What a list says it holds, and how many rows it shows. */
export function listSize(html: string): { readonly count: number; readonly rows: number } {
  const count = /<span class="queue-head__count">([\d.]+)/u.exec(html)?.[1] ?? '';
  const body = /<table class="case-table.*?<tbody>(.*?)<\/tbody>/su.exec(html)?.[1] ?? '';
  return { count: Number(count.replaceAll('.', '')), rows: (body.match(/<tr/gu) ?? []).length };
}

/** The value of a hidden field. */
export function hidden(html: string, name: string): string {
  const main = html.slice(html.indexOf('<main'));
  return new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(main)?.[1] ?? '';
}

/** Words without marks; no-break spaces become plain ones. */
export function plain(html: string): string {
  return html
    .replace(/<[^>]+>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('\u00a0', ' ')
    .trim();
}
