/** What is measured, in order: everything that grows at each size, then what one size tells. */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import pg from 'pg';
import { fillFloor } from './floor-rows.mjs';
import { send } from './load.mjs';
import { batches, lag } from './parts/batches.mjs';
import { statements } from './parts/counts.mjs';
import { decree } from './parts/decree.mjs';
import { annualReport, registerExport } from './parts/exports.mjs';
import { filings } from './parts/filing.mjs';
import { dashboard, inbox, search, tracking } from './parts/looks.mjs';
import { coldStart, memory } from './parts/processes.mjs';
import { pureWork } from './parts/pure.mjs';
import { suites } from './parts/suites.mjs';
import { weights } from './parts/weights.mjs';
import { settingsOf, startHelper, startRole } from './program.mjs';
import { fillCases } from './seed/fill.mjs';
import { familyName, RARE_NAMES } from './seed/words.mjs';

const SEARCHES = {
  'a rare word': familyName(RARE_NAMES - 7),
  'a common word': 'anggaran',
  'three words': 'anggaran pengadaan Sirimau',
  'no hit': 'xilofonwati',
  'beginning of a name': 'Latuco',
};
const EXPORTED_ROWS = 100_000;

/** Runs everything; a part that fails leaves a line that says so, and the rest goes on. Answers the growth series. */
export async function measure({ cluster, table, sizes, pace, profileFolder }) {
  const ours = await cluster.database('program');
  const floorBase = await cluster.database('floor');
  const smtp = await startHelper('smtp-server.mjs', {});
  const env = settingsOf(cluster, ours, { SMTP_URL: smtp.url, MAIL_FROM: 'ppid@ambon.test' });
  const floorEnv = { FLOOR_URL: floorBase.url, SMTP_URL: smtp.url };
  const floor = await startHelper('floor.mjs', floorEnv, null);
  const workbench = await startHelper('workbench.mjs', env, profileFolder);
  const web = await startRole('web', env, profileFolder);
  const running = [web, workbench, floor, smtp];
  const part = async (id, what, work) => {
    try {
      return await work();
    } catch (error) {
      table.failed(id, what, error);
      return null;
    }
  };
  try {
    const office = { ...(await signIn(web.url, env.DATA_DIR)), ours };
    const world = {
      ours,
      floorBase,
      floor,
      web,
      workbench,
      table,
      pace,
      office,
      env,
      floorEnv,
      filed: [],
      floorFiled: [],
    };
    const series = [];
    let have = 0;
    for (const size of sizes) {
      await grow(world, cluster.keyFile, have, size);
      have = size;
      series.push({ size, ...(await looksAt({ ...world, size }, part)) });
    }
    growth(table, series);
    const largest = { ...world, size: have };
    await part('P12', 'register export', () => registerExport(largest, Math.min(have, EXPORTED_ROWS)));
    await part('P13', 'annual report', () => annualReport(largest));
    await part('P3', 'lag', () => lag(largest));
    await part('P9', 'batches', () => batches(largest));
    await part('P18', 'weights', () => weights(largest));
    await part('P20', 'statements', () => statements(largest));
    await part('D', 'a decree over open cases', () => decree({ ...world, dataDir: env.DATA_DIR }));
    await web.stop();
    await part('P14', 'processes', async () => {
      const fresh = await coldStart(world);
      running.push(fresh.web, fresh.worker, fresh.floor);
      await memory(world, fresh, pace.loadSeconds);
    });
    suites(table);
    await part('E', 'pure work', () => pureWork(table));
    return series;
  } finally {
    await Promise.all(running.map((process) => process.stop()));
  }
}

/** Both databases get to the same size. */
async function grow({ ours, floorBase, table }, keyFile, have, size) {
  const client = new pg.Client({ connectionString: ours.url, options: '-c tenggat.test_hooks=on' });
  await client.connect();
  const since = performance.now();
  try {
    await fillCases(client, { keyFile, cases: size - have, seed: size });
  } finally {
    await client.end();
  }
  const seconds = (performance.now() - since) / 1000;
  table.add({
    id: 'S',
    what: `seeding of ${(size - have).toLocaleString('en')} cases`,
    ours: seconds,
    unit: 's',
  });
  await fillFloor(floorBase, have, size);
}

async function looksAt(world, part) {
  return {
    filing: await part('P1', 'filing', () => filings(world)),
    tracking: await part('P4', 'tracking', () => tracking(world)),
    inbox: await part('P5', 'inbox', () => inbox(world)),
    dashboard: await part('P7', 'dashboard', () => dashboard(world)),
    search: await part('P8', 'search', () => search(world, SEARCHES)),
  };
}

/** P6: the same look with the fewest and with the most cases. */
function growth(table, series) {
  const [first, last] = [series[0], series.at(-1)];
  const factor = (server, look) => look(last)[server].p50 / look(first)[server].p50;
  const looks = {
    inbox: ({ inbox: figures }) => figures,
    dashboard: ({ dashboard: figures }) => figures,
    'search, a common word': ({ search: figures }) => figures['a common word'],
    'tracking page': ({ tracking: figures }) => figures['tracking page'],
    filing: ({ filing: figures }) => figures.crowded,
  };
  for (const [what, look] of Object.entries(looks)) {
    try {
      const span = `${first.size.toLocaleString('en')} to ${last.size.toLocaleString('en')}`;
      const target = what === 'inbox' ? 'inbox growth' : null;
      table.add({
        ...{ id: 'P6', what: `growth of ${what}, p50, ${span}`, target },
        ours: factor('ours', look),
        floor: factor('floor', look),
      });
    } catch (error) {
      table.failed('P6', `growth of ${what}`, error);
    }
  }
}

/** Sessions of an officer of the largest agency, of the desk and of a supervisor, as headers. */
async function signIn(url, dataDir) {
  const accounts = JSON.parse(readFileSync(join(dataDir, 'accounts.json'), 'utf8'));
  const agent = new http.Agent({ keepAlive: true });
  const session = async (role, agency) => {
    const { email, password } = accounts.find((one) => one.role === role && one.agency === agency);
    const answer = await send(agent, {
      url: `${url}/api/v1/session`,
      method: 'POST',
      body: { email, password },
    });
    if (answer.status !== 200) throw new Error(`sign-in as ${role} answers ${answer.status}`);
    return { cookie: answer.headers['set-cookie'].map((line) => line.split(';')[0]).join('; ') };
  };
  try {
    return {
      officer: await session('officer', 'disdik'),
      desk: await session('desk', null),
      supervisor: await session('supervisor', null),
    };
  } finally {
    agent.destroy();
  }
}
