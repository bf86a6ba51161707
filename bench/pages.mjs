/** What a browser loads for a page, in bytes as sent with `Accept-Encoding: gzip`. */
import http from 'node:http';
import { send } from './load.mjs';

/** `{ html, all }` in bytes; files are the style sheets, scripts and pictures that the page names. */
export async function weightOf(url, headers = {}) {
  const agent = new http.Agent({ keepAlive: true });
  try {
    const get = (address) =>
      send(agent, { url: address, headers: { ...headers, 'accept-encoding': 'gzip' } });
    const page = await get(url);
    if (page.status !== 200) throw new Error(`${new URL(url).pathname} answers ${page.status}`);
    const plain = await send(agent, { url, headers });
    const html = plain.body.toString('utf8');
    const files = [...html.matchAll(/<(?:link|script|img|source)\b[^>]*?\b(?:href|src)="([^"]+)"/gu)]
      .map(([tag, address]) => ({ tag, address }))
      .filter(({ tag }) => !/rel="(?:canonical|alternate|next|prev)"/u.test(tag))
      .map(({ address }) => new URL(address.replaceAll('&amp;', '&'), url))
      .filter((address) => address.origin === new URL(url).origin);
    let all = page.body.length;
    for (const address of new Set(files.map(String))) {
      const file = await get(address);
      if (file.status !== 200) throw new Error(`${address} answers ${file.status}`);
      all += file.body.length;
    }
    return { html: page.body.length, all };
  } finally {
    agent.destroy();
  }
}
