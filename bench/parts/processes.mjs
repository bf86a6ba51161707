/** P14 to P16: how long a process takes to start, how much memory it holds, and whether that grows. */
import http from 'node:http';
import { residentMegabytes, startHelper, startRole } from '../program.mjs';
import { filing } from '../bodies.mjs';
import { send } from '../load.mjs';
import { trackingCall } from './looks.mjs';

/** A new web, worker and floor; all run on, for the memory that is measured with them. */
export async function coldStart({ table, env, floorEnv, floorFiled }) {
  const agent = new http.Agent();
  const timed = async (start, path) => {
    const since = performance.now();
    const process = await start();
    const answer = await send(agent, { url: `${process.url}${path}` });
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
    return { process, seconds: (performance.now() - since) / 1000 };
  };
  const web = await timed(() => startRole('web', env), '/');
  const floor = await timed(
    () => startHelper('floor.mjs', floorEnv, null),
    `/requests/${floorFiled[0]}/page`,
  );
  const line = { id: 'P14', unit: 's', target: 'cold start', floor: floor.seconds };
  table.add({ ...line, what: 'cold start of web to its first page', ours: web.seconds });
  const worker = await startRole('worker', env);
  table.add({ ...line, what: 'cold start of a worker', ours: worker.startMilliseconds / 1000 });
  return { web: web.process, worker, floor: floor.process };
}

/** The same mixed requests again and again: after `seconds` of them, and after ten times as many. */
export async function memory({ table, office, filed, floorFiled }, { web, worker, floor }, seconds) {
  const ours = wishesOfProgram(web, { office, filed });
  const count = await mixedLoad(ours, { until: performance.now() + seconds * 1_000 });
  const bare = wishesOfFloor(floor, floorFiled);
  await mixedLoad(bare, { requests: count });
  const [first, low] = [residentMegabytes(web.pid), residentMegabytes(floor.pid)];
  const helper = residentMegabytes(worker.pid);
  const line = { id: 'P15', unit: 'MB', floor: low };
  const after = `after ${String(seconds)} s of load`;
  table.add({ ...line, what: `memory of web ${after}`, ours: first, target: 'memory web' });
  table.add({ ...line, what: `memory of a worker ${after}`, ours: helper, target: 'memory worker' });
  table.add({ ...line, what: `memory of both ${after}`, ours: first + helper, target: 'memory both' });
  await mixedLoad(ours, { requests: count * 9 });
  await mixedLoad(bare, { requests: count * 9 });
  const [then, lowThen] = [residentMegabytes(web.pid), residentMegabytes(floor.pid)];
  table.add({
    ...{ id: 'P16', what: 'memory of web after ten times as many', unit: '%', target: 'memory growth' },
    ours: Math.max(0, (then / first - 1) * 100),
    floor: Math.max(0, (lowThen / low - 1) * 100),
    note: `${String(count)} requests: ${first.toFixed(0)} MB; ${String(count * 10)}: ${then.toFixed(0)} MB; floor ${low.toFixed(0)} and ${lowThen.toFixed(0)} MB`,
  });
}

function wishesOfProgram({ url }, { office, filed }) {
  return [
    () => filing(url),
    (made) => trackingCall(url, filed[made % filed.length], made),
    () => ({ url: `${url}/petugas`, headers: office.officer }),
    () => ({ url: `${url}/` }),
  ];
}

function wishesOfFloor({ url }, filed) {
  const one = (made) => `${url}/requests/${filed[made % filed.length]}`;
  return [
    () => ({ url: `${url}/requests`, method: 'POST', body: filing(url).body }),
    (made) => ({ url: one(made) }),
    () => ({ url: `${url}/inbox` }),
    (made) => ({ url: `${one(made)}/page` }),
  ];
}

/** Eight clients that file, look up and list; answers how many requests they made. */
async function mixedLoad(wishes, { until = Infinity, requests = Infinity }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
  let made = 0;
  const client = async () => {
    while (performance.now() < until && made < requests) {
      made += 1;
      const { status } = await send(agent, wishes[made % wishes.length](made));
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
