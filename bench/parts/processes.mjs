/** P14 to P16: how long a process takes to start, how much memory it holds, and whether that grows. */
import http from 'node:http';
import { residentMegabytes, startRole } from '../program.mjs';
import { filing } from '../bodies.mjs';
import { send } from '../load.mjs';
import { trackingCall } from './looks.mjs';

/** A new web and a new worker; both run on, for the memory that is measured with them. */
export async function coldStart({ table, env }) {
  const since = performance.now();
  const web = await startRole('web', env);
  const agent = new http.Agent();
  const answer = await send(agent, { url: `${web.url}/` });
  if (answer.status !== 200) throw new Error(`/ answers ${answer.status}`);
  const seconds = (performance.now() - since) / 1000;
  const line = { id: 'P14', unit: 's', target: 'cold start' };
  table.add({ ...line, what: 'cold start of web to its first page', ours: seconds });
  const worker = await startRole('worker', env);
  table.add({ ...line, what: 'cold start of a worker', ours: worker.startMilliseconds / 1000 });
  return { web, worker };
}

/** The same mixed requests again and again: after `seconds` of them, and after ten times as many. */
export async function memory({ table, office, filed }, { web, worker }, seconds) {
  const count = await mixedLoad(web, { office, filed }, { until: performance.now() + seconds * 1_000 });
  const first = { web: residentMegabytes(web.pid), worker: residentMegabytes(worker.pid) };
  const line = { id: 'P15', unit: 'MB' };
  const after = `after ${String(seconds)} s of load`;
  table.add({ ...line, what: `memory of web ${after}`, ours: first.web, target: 'memory web' });
  table.add({ ...line, what: `memory of a worker ${after}`, ours: first.worker, target: 'memory worker' });
  table.add({
    ...line,
    what: `memory of both ${after}`,
    ours: first.web + first.worker,
    target: 'memory both',
  });
  await mixedLoad(web, { office, filed }, { requests: count * 9 });
  const then = residentMegabytes(web.pid);
  table.add({
    ...{ id: 'P16', what: 'memory of web after ten times as many', unit: '%', target: 'memory growth' },
    ours: Math.max(0, (then / first.web - 1) * 100),
    note: `${String(count)} requests: ${first.web.toFixed(0)} MB; ${String(count * 10)}: ${then.toFixed(0)} MB`,
  });
}

/** Eight clients that file, look up and list; answers how many requests they made. */
async function mixedLoad(web, { office, filed }, { until = Infinity, requests = Infinity }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
  let made = 0;
  const wishes = [
    () => filing(web.url),
    () => trackingCall(web.url, filed[made % filed.length], made),
    () => ({ url: `${web.url}/petugas`, headers: office.officer }),
    () => ({ url: `${web.url}/` }),
  ];
  const client = async () => {
    while (performance.now() < until && made < requests) {
      made += 1;
      const { status } = await send(agent, wishes[made % wishes.length]());
      if (status >= 500) throw new Error(`the load is answered with ${status}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: 8 }, client));
  } finally {
    agent.destroy();
  }
  return made;
}
