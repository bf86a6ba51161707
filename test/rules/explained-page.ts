import { Formats } from '../../src/platform/views/formats.js';
import type { TestApp } from '../support/app.js';

const formats = new Formats('id');
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

/** A list of counted days on a page: what it says it counts from, its last day, and how many days it counts. */
export interface ExplainedOnPage {
  readonly title: string;
  readonly intro: string;
  readonly lastDay: string;
  readonly number: number;
}

/** The page of a request, or of an objection without one, opened with number and code as its reader does. */
export async function trackedPage(
  app: TestApp,
  { number, code }: { readonly number: string; readonly code: string },
  path = '/permohonan-saya',
): Promise<string> {
  const client = app.client();
  const form = await client.page('/lacak');
  const csrf = /name="_csrf" value="([^"]+)"/u.exec(form.text)?.[1] ?? '';
  const entered = await client.submit('/lacak', { _csrf: csrf, nomor: number, kode: code });
  expect(entered.status).toBe(303);
  return (await client.page(path)).text;
}

/** The date of the block on a page. */
export function blockDay(html: string): string {
  return /date-block__date"><time datetime="([^"]+)"/u.exec(html)?.[1] ?? '';
}

/** Every list of counted days on a page. */
export function explainedOn(html: string): readonly ExplainedOnPage[] {
  return [...html.matchAll(/<details class="details"[^>]*>[\s\S]*?<\/details>/gu)].flatMap(([whole]) => {
    const last =
      /days__row--last"><span class="days__chip[^>]*>([^<]*)<\/span><span class="days__text">([^<]*)/u.exec(
        whole,
      );
    if (last === null) return [];
    return [
      {
        title: /<summary[^>]*><span>([^<]*)/u.exec(whole)?.[1] ?? '',
        intro: plain(/details__body">\s*<p>([^<]*)/u.exec(whole)?.[1] ?? ''),
        number: Number(/\d+/u.exec(last[1] ?? '')?.[0]),
        lastDay: plain(last[2] ?? ''),
      },
    ];
  });
}

/** The day as the last row of such a list writes it. */
export function asLastDay(day: string): string {
  return plain(formats.dayOfYear(day));
}
