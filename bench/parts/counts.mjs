/** P20: how many statements PostgreSQL ran for one request. */
import http from 'node:http';
import { filing } from '../bodies.mjs';
import { send } from '../load.mjs';
import { statementCounter } from '../statements.mjs';
import { trackingCall } from './looks.mjs';

export async function statements({ web, ours, table, filed, office }) {
  const count = await statementCounter(ours);
  const agent = new http.Agent({ keepAlive: true });
  let number = 1_000_000;
  const asked = {
    filing: [() => filing(web.url), 201],
    tracking: [() => trackingCall(web.url, filed[0], (number += 1)), 200],
    inbox: [() => ({ url: `${web.url}/petugas`, headers: office.officer }), 200],
    dashboard: [() => ({ url: `${web.url}/pengawas`, headers: office.supervisor }), 200],
  };
  try {
    for (const [what, [request, status]] of Object.entries(asked)) {
      const { perRequest } = await count(20, async () => {
        const answer = await send(agent, request());
        if (answer.status !== status) throw new Error(`${what} answers ${answer.status}`);
      });
      table.add({
        id: 'P20',
        what: `SQL statements, ${what}`,
        ours: perRequest,
        target: `statements ${what}`,
      });
    }
  } finally {
    agent.destroy();
  }
}
