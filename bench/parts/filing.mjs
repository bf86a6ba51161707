/** P1 and P2: filings through the whole program, every client from a network of its own. */
import { filing } from '../bodies.mjs';
import { inTurn, slowFloor } from '../load.mjs';

/** What the floor made at least on the machine of the paper. */
const PAPER_FILINGS = 1_060;

/** Files with 1 and with 16 clients; keeps what was filed for the parts that look at it. */
export async function filings({ web, floor, table, pace, filed, floorFiled, size }) {
  const ours = async (ask) => {
    const answer = await ask(filing(web.url));
    if (answer.status !== 201) throw new Error(`filing answers ${answer.status}: ${answer.body}`);
    filed.push(JSON.parse(answer.body));
  };
  const bare = async (ask) => {
    const answer = await ask({ url: `${floor.url}/requests`, method: 'POST', body: filing(web.url).body });
    if (answer.status !== 201) throw new Error(`floor answers ${answer.status}`);
    floorFiled.push(JSON.parse(answer.body).id);
  };
  const alone = await inTurn(ours, bare, { ...pace, clients: 1 });
  const crowded = await inTurn(ours, bare, { ...pace, clients: 16 });
  const line = { cases: size, unit: 'ms', id: 'P2' };
  table.add({
    ...{ id: 'P1', what: 'filing, 16 clients, one register', cases: size, unit: '/s', target: 'filing rate' },
    ours: crowded.ours.perSecond,
    floor: crowded.floor.perSecond,
    note: slowFloor(crowded.floor.perSecond, PAPER_FILINGS),
  });
  table.add({
    ...{ ...line, what: 'filing p95, 1 client', target: 'filing alone' },
    ours: alone.ours.p95,
    floor: alone.floor.p95,
  });
  table.add({
    ...{ ...line, what: 'filing p95, 16 clients', target: 'filing crowded' },
    ours: crowded.ours.p95,
    floor: crowded.floor.p95,
  });
  return { alone, crowded };
}
