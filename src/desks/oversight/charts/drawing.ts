/** Parts of a server-made drawing: presentation attributes and classes only, as the content policy wants it. */

export const WIDE = 420;
export const WIDEST = 772;
export const NARROW = 328;

/**
 * A whole drawing; its title is what a screen reader says of it, everything inside is looked at only. Targets open the
 * cases of a mark under the pointer and lie outside the image, because an image may hold nothing to press: keyboard and
 * screen reader find the same links in the table beside it.
 */
export function drawing(
  width: number,
  height: number,
  title: string,
  parts: readonly string[],
  targets: readonly string[] = [],
): string {
  const size = `width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}"`;
  const image = `<title>${escaped(title)}</title><g aria-hidden="true">${parts.join('')}</g>`;
  if (targets.length === 0) return `<svg class="chart" role="img" ${size}>${image}</svg>`;
  return `<svg class="chart" ${size}><g role="img">${image}</g><g aria-hidden="true">${targets.join('')}</g></svg>`;
}

/** Where a drawing may be pressed: a whole column, so that small marks are hit too. */
export function target(
  place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  href: string,
  words: string,
): string {
  const { x, y, width, height } = place;
  return (
    `<a href="${escaped(href)}" tabindex="-1"><title>${escaped(words)}</title>` +
    `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="none" pointer-events="all"/></a>`
  );
}

export interface TextLook {
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly look?: string;
}

export function word(x: number, y: number, text: string, { anchor = 'start', look }: TextLook = {}): string {
  const turn = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  const css = look === undefined ? '' : ` class="${look}"`;
  return `<text x="${round(x)}" y="${round(y)}"${turn}${css}>${escaped(text)}</text>`;
}

/** `look` is a class, or the name of a hatch of the page. */
export function box(x: number, y: number, width: number, height: number, look: string): string {
  const paint = look.startsWith('arsir-') ? `fill="url(#${look})"` : `class="${look}"`;
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(Math.max(0, height))}" ${paint}/>`;
}

export function stroke(x1: number, y1: number, x2: number, y2: number, look: string): string {
  return `<path class="${look}" d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}"/>`;
}

export function path(d: string | null, look: string): string {
  const short = (d ?? '').replace(/-?\d+\.\d+/gu, (number) => round(Number(number)));
  return `<path class="${look}" d="${short}"/>`;
}

export function dot(x: number, y: number, look: string): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="4" class="${look}"/>`;
}

/** Horizontal lines with their numbers at the left. */
export function grid(
  ticks: readonly number[],
  y: (value: number) => number,
  left: number,
  right: number,
): string {
  return ticks
    .map(
      (tick) =>
        (tick === 0 ? '' : stroke(left, y(tick), right, y(tick), 'grid')) +
        word(left - 6, y(tick) + 4, String(tick), { anchor: 'end', look: 'muted-text' }),
    )
    .join('');
}

/** Round steps from 0 up to at least `most`, about `count` of them, whole numbers only. */
export function wholeTicks(most: number, count = 3): readonly number[] {
  const rough = Math.max(1, most) / count;
  const scale = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, scale * ([1, 2, 5, 10].find((times) => times * scale >= rough) ?? 10));
  const ticks = [0];
  while ((ticks.at(-1) ?? 0) < most) ticks.push((ticks.at(-1) ?? 0) + step);
  return ticks.length > 1 ? ticks : [0, step];
}

/** About how wide a line of chart text is at most: 13 px type, bold, of the wider system fonts. */
export function widthOf(text: string): number {
  return text.length * 8;
}

export function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/gu, (sign) => SIGNS[sign] ?? sign);
}
