/** P12 and P13: the register as a file, with its persons, and the annual report of a whole year. */
import http from 'node:http';
import { residentMegabytes } from '../program.mjs';
import { send, slowFloor } from '../load.mjs';

/** Rows a second that the floor wrote on the machine of the paper, with a cursor. */
const PAPER_ROWS = 131_000;

/** Takes a register of a year, reading as fast as it comes; `most` rows of it are enough. */
export async function registerExport({ web, floor, table, office, size }, most) {
  const days = await spanOf(office.ours, most);
  const csrf = await formToken(web.url, office.supervisor);
  const fields = {
    ...days,
    jenis: 'permintaan',
    tujuan: 'Ukuran kecepatan unduhan',
    format: 'csv',
    _csrf: csrf,
  };
  const body = new URLSearchParams(fields).toString();
  const headers = { ...office.supervisor, 'content-type': 'application/x-www-form-urlencoded' };
  const before = residentMegabytes(web.pid);
  const watch = watchMemory(web.pid);
  const url = `${web.url}/pengawas/register/unduh`;
  // The floor before and after, half each: the machine is as noisy to it.
  const half = () => taken({ url: `${floor.url}/register.csv?rows=${String(most / 2)}` });
  const first = await half();
  const ours = await taken({ url, method: 'POST', headers, body }).finally(() => watch.stop());
  const grown = watch.most() - before;
  const then = await half();
  const bare = {
    rows: first.rows + then.rows,
    milliseconds: first.milliseconds + then.milliseconds,
    firstByte: (first.firstByte + then.firstByte) / 2,
  };
  const line = { id: 'P12', cases: size };
  table.add({
    ...{
      ...line,
      what: `register export, ${ours.rows.toLocaleString('en')} rows`,
      unit: '/s',
      target: 'export rate',
    },
    ours: (ours.rows * 1000) / ours.milliseconds,
    floor: (bare.rows * 1000) / bare.milliseconds,
    note: slowFloor((bare.rows * 1000) / bare.milliseconds, PAPER_ROWS),
  });
  table.add({
    ...{ ...line, what: 'register export, first byte', unit: 'ms', target: 'export first byte' },
    ours: ours.firstByte,
    floor: bare.firstByte,
  });
  table.add({
    ...line,
    what: 'register export, memory of web grows by',
    ours: Math.max(0, grown),
    unit: 'MB',
    target: 'export memory',
  });
  await cancelled({ web, table, office, size }, { headers, body });
}

/** The days that end today and hold at most `most` entries of one year. */
async function spanOf(ours, most) {
  const [row] = await ours.rows(
    `SELECT to_char(min(at), 'YYYY-MM-DD') AS dari, to_char(max(at), 'YYYY-MM-DD') AS sampai FROM (
       SELECT entered_at AT TIME ZONE 'Asia/Jayapura' AS at FROM cases ORDER BY entered_at DESC LIMIT $1) newest`,
    [most],
  );
  return row;
}

async function formToken(url, headers) {
  const page = await fetch(`${url}/pengawas/register`, { headers });
  const [, token] = /name="_csrf" value="([^"]+)"/u.exec(await page.text()) ?? [];
  if (token === undefined) throw new Error(`the page of the register answers ${page.status} without a form`);
  return token;
}

const CR = 13;

/** Rows, time and the moment of the first byte; rows are counted by their CR, for a cell may have lines of its own. */
function taken({ url, method = 'GET', headers = {}, body }) {
  return new Promise((resolve, reject) => {
    const since = performance.now();
    const request = http.request(url, { method, headers }, (response) => {
      let rows = -1;
      let firstByte = null;
      if (response.statusCode >= 300)
        reject(new Error(`${new URL(url).pathname} answers ${response.statusCode}`));
      response.on('data', (chunk) => {
        firstByte ??= performance.now() - since;
        for (let at = chunk.indexOf(CR); at !== -1; at = chunk.indexOf(CR, at + 1)) rows += 1;
      });
      response.on('end', () => resolve({ rows, firstByte, milliseconds: performance.now() - since }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** A download that is broken off must let go of the database soon. */
async function cancelled({ web, table, office, size }, { headers, body }) {
  const url = `${web.url}/pengawas/register/unduh`;
  await new Promise((done, fail) => {
    const request = http.request(url, { method: 'POST', headers }, (response) => {
      response.once('data', () => {
        response.destroy();
        done();
      });
    });
    request.on('error', fail);
    request.end(body);
  });
  const since = performance.now();
  const busy = () =>
    office.ours.rows(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'tenggat' AND state <> 'idle' AND query ILIKE '%register_requests%'`,
    );
  while ((await busy())[0].n > 0 && performance.now() - since < 10_000)
    await new Promise((resolve) => setTimeout(resolve, 20));
  table.add({
    id: 'P12',
    what: 'broken-off export lets go of the database',
    cases: size,
    ours: performance.now() - since,
    unit: 'ms',
  });
}

function watchMemory(pid) {
  let most = 0;
  const look = () => (most = Math.max(most, residentMegabytes(pid)));
  const timer = setInterval(look, 50);
  return {
    most: () => most,
    stop() {
      look();
      clearInterval(timer);
    },
  };
}

/** P13: the page of the report with the figures of the fullest year. */
export async function annualReport({ web, floor, table, office, size }) {
  const [{ year, n }] = await office.ours.rows(
    'SELECT register_year AS year, count(*)::int AS n FROM cases GROUP BY 1 ORDER BY 2 DESC LIMIT 1',
  );
  const agent = new http.Agent({ keepAlive: true });
  const timed = async (request) => {
    const since = performance.now();
    const answer = await send(agent, request);
    if (answer.status !== 200) throw new Error(`${new URL(request.url).pathname} answers ${answer.status}`);
    return (performance.now() - since) / 1000;
  };
  try {
    const asked = () => timed({ url: `${floor.url}/report?year=${String(year)}` });
    const first = await asked();
    const ours = await timed({
      url: `${web.url}/pengawas/laporan?tahun=${String(year)}`,
      headers: office.supervisor,
    });
    const bare = (first + (await asked())) / 2;
    const what = `annual report of ${String(year)}, ${n.toLocaleString('en')} requests`;
    table.add({ id: 'P13', what, cases: size, ours, floor: bare, unit: 's', target: 'annual report' });
  } finally {
    agent.destroy();
  }
}
