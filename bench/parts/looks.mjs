/** P4 to P8: what people look at, with as many cases as there are; the same look at every size gives the growth. */
import http from 'node:http';
import { address, filing } from '../bodies.mjs';
import { inTurn, send } from '../load.mjs';

const rate = (figures) => ({ ours: figures.ours.perSecond, floor: figures.floor.perSecond, unit: '/s' });
const p95 = (figures) => ({ ours: figures.ours.p95, floor: figures.floor.p95, unit: 'ms' });

function asking(request, status = 200) {
  return async (ask) => {
    const wish = request();
    const answer = await ask(wish);
    if (answer.status !== status) throw new Error(`${new URL(wish.url).pathname} answers ${answer.status}`);
  };
}

/** The call of the contract that a requester's program makes. */
export function trackingCall(url, { registerNumber, trackingCode }, number) {
  return {
    url: `${url}/api/v1/tracking`,
    method: 'POST',
    headers: { 'x-forwarded-for': address(number) },
    body: { registerNumber, trackingCode },
  };
}

/** P4: by number and code, and the page that the link of a mail opens. */
export async function tracking({ web, floor, table, pace, filed, floorFiled, size }) {
  const bare = (suffix) =>
    asking(() => ({
      url: `${floor.url}/requests/${floorFiled[Math.floor(Math.random() * floorFiled.length)]}${suffix}`,
    }));
  let number = 0;
  const call = asking(() => trackingCall(web.url, filed[(number += 1) % filed.length], number));
  const page = await openStatusPage(web.url, filed[0]);
  const measured = {};
  for (const [what, ours, suffix] of [
    ['tracking API', call, ''],
    ['tracking page', asking(() => page), '/page'],
  ]) {
    const figures = await inTurn(ours, bare(suffix), { ...pace, clients: 16 });
    const line = { id: 'P4', cases: size };
    table.add({ ...line, what: `${what}, 16 clients`, target: 'tracking rate', ...rate(figures) });
    table.add({ ...line, what: `${what} p95`, target: 'tracking time', ...p95(figures) });
    measured[what] = figures;
  }
  return measured;
}

/** P5: what an officer of the largest agency sees first in the morning. */
export async function inbox({ web, floor, table, pace, office, size }) {
  const ours = asking(() => ({ url: `${web.url}/petugas`, headers: office.officer }));
  const figures = await inTurn(
    ours,
    asking(() => ({ url: `${floor.url}/inbox` })),
    { ...pace, clients: 4 },
  );
  const line = { id: 'P5', cases: size };
  table.add({ ...line, what: 'inbox of 50 as HTML, 4 clients', target: 'inbox rate', ...rate(figures) });
  table.add({ ...line, what: 'inbox p95', target: 'inbox time', ...p95(figures) });
  return figures;
}

/** P7: the board of the supervisor. */
export async function dashboard({ web, floor, table, pace, office, size }) {
  const ours = asking(() => ({ url: `${web.url}/pengawas`, headers: office.supervisor }));
  const figures = await inTurn(
    ours,
    asking(() => ({ url: `${floor.url}/dashboard` })),
    { ...pace, clients: 1 },
  );
  table.add({ id: 'P7', what: 'dashboard p95', cases: size, target: 'dashboard', ...p95(figures) });
  const busy = await inTurn(
    async (ask) => {
      const answer = await ask(filing(web.url));
      if (answer.status !== 201) throw new Error(`filing answers ${answer.status}`);
      const since = performance.now();
      await ours(ask);
      return performance.now() - since;
    },
    async (ask) => {
      await ask({ url: `${floor.url}/requests`, method: 'POST', body: filing(web.url).body });
      const since = performance.now();
      await ask({ url: `${floor.url}/dashboard` });
      return performance.now() - since;
    },
    { ...pace, turns: 1, clients: 1 },
  );
  table.add({
    id: 'P7',
    what: 'dashboard p95, the first look after a filing',
    cases: size,
    target: 'dashboard',
    ...p95(busy),
  });
  return figures;
}

/** P8: what the desk types; a name is found by keyed hashes of its beginnings, which the floor has nothing like. */
export async function search({ web, floor, table, pace, office, size }, searches) {
  const measured = {};
  for (const [what, words] of Object.entries(searches)) {
    const q = encodeURIComponent(words);
    const ours = asking(() => ({ url: `${web.url}/api/v1/cases?q=${q}`, headers: office.desk }));
    const bare = asking(() => ({ url: `${floor.url}/search?q=${q}` }));
    const figures = await inTurn(ours, bare, { ...pace, clients: 1 });
    table.add({ id: 'P8', what: `search p95, ${what}`, cases: size, target: 'search', ...p95(figures) });
    measured[what] = figures;
  }
  return measured;
}

/** Follows the link of the receipt to the status page, keeping cookies as a browser does. */
async function openStatusPage(url, { links }) {
  const agent = new http.Agent({ keepAlive: true });
  let target = new URL(links.tracking, url);
  const cookies = new Map();
  try {
    for (let hop = 0; hop < 5; hop += 1) {
      const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
      const local = new URL(target.pathname + target.search, url);
      const answer = await send(agent, { url: String(local), headers });
      for (const line of answer.headers['set-cookie'] ?? []) {
        const [pair = ''] = line.split(';');
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      if (answer.status < 300) return { url: String(local), headers };
      if (answer.headers.location === undefined) throw new Error(`status page answers ${answer.status}`);
      target = new URL(answer.headers.location, local);
    }
    throw new Error('the status page leads in circles');
  } finally {
    agent.destroy();
  }
}
