/** P20: how many statements PostgreSQL ran for one request. */
import http from 'node:http';
import { filing } from '../bodies.mjs';
import { send } from '../load.mjs';
import { statementCounter } from '../statements.mjs';
import { trackingCall } from './looks.mjs';

const TIMES = 20;

export async function statements({ web, ours, floor, floorBase, table, filed, floorFiled, office }) {
  const count = await statementCounter(ours);
  const bareCount = await statementCounter(floorBase, 'tenggat');
  const agent = new http.Agent({ keepAlive: true });
  let number = 1_000_000;
  const asked = {
    filing: [() => filing(web.url), 201, { path: '/requests', method: 'POST', body: filing(web.url).body }],
    tracking: [
      () => trackingCall(web.url, filed[0], (number += 1)),
      200,
      { path: `/requests/${floorFiled[0]}` },
    ],
    inbox: [() => ({ url: `${web.url}/petugas`, headers: office.officer }), 200, { path: '/inbox' }],
    dashboard: [
      () => ({ url: `${web.url}/pengawas`, headers: office.supervisor }),
      200,
      { path: '/dashboard' },
    ],
  };
  try {
    for (const [what, [request, status, { path, ...bare }]] of Object.entries(asked)) {
      const { perRequest } = await count(TIMES, async () => {
        const answer = await send(agent, request());
        if (answer.status !== status) throw new Error(`${what} answers ${answer.status}`);
      });
      const low = await bareCount(TIMES, () => send(agent, { url: `${floor.url}${path}`, ...bare }));
      table.add({
        id: 'P20',
        what: `SQL statements, ${what}`,
        ours: perRequest,
        floor: low.perRequest,
        target: `statements ${what}`,
      });
    }
  } finally {
    agent.destroy();
  }
}
