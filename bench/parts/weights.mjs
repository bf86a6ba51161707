/** P18 and P19: what a browser loads for a page, in bytes as sent with `Accept-Encoding: gzip`. */
import http from 'node:http';
import { send } from '../load.mjs';

/** The pages that a citizen and an officer see first. */
export async function weights({ web, table, office }) {
  for (const [path, what] of [
    ['/', 'first public page'],
    ['/permohonan/baru/1', 'first page of the form'],
  ]) {
    const { all } = await weightOf(web.url + path);
    table.add({
      id: 'P18',
      what: `${what}, all files`,
      ours: all / 1000,
      unit: 'kB',
      target: 'public weight',
    });
  }
  const { html, all } = await weightOf(`${web.url}/petugas`, office.officer);
  table.add({
    id: 'P19',
    what: 'inbox of 50, all files',
    ours: all / 1000,
    unit: 'kB',
    target: 'inbox weight',
  });
  table.add({ id: 'P19', what: 'inbox of 50, HTML', ours: html / 1000, unit: 'kB', target: 'inbox html' });
}

/** `{ html, all }` in bytes; files are the style sheets, scripts and pictures that the page names. */
async function weightOf(url, headers = {}) {
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
