import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { sampleFiles } from '../support/sample-files.js';
import { FilingLoad } from './kit/filing-load.js';
import { faultsOfFilings } from './kit/filing-truth.js';
import { faultsOfMail } from './kit/mail-truth.js';
import { mailIsQuiet, moveClock, until } from './kit/moments.js';
import { Outside } from './kit/outside.js';
import { FULL, randomOfRun } from './kit/random.js';
import { Topology } from './kit/topology.js';

const FILINGS = FULL ? 2_000 : 150;
const STOPS = FULL ? 12 : 2;
const MOST_MILLISECONDS = 25_000;

let database: TestDatabase;
let topology: Topology;
let outside: Outside;
const random = randomOfRun('gentle stop');

beforeAll(async () => {
  database = await freshDatabase();
  const masterKeyFile = process.env.TENGGAT_TEST_MASTER_KEY ?? '';
  topology = new Topology({
    web: 2,
    workers: 1,
    queue: 'postgres',
    database: { url: database.url, masterKeyFile },
  });
  await topology.start();
  outside = new Outside(() => database.url);
  await moveClock(topology, { set: '2026-11-24T09:00:00+09:00' });
}, 120_000);
afterAll(async () => {
  await topology.stop();
  await database.drop();
}, 60_000);

/** Uploads a file of so many bytes, 100 in 300 ms, over a line that is kept; answers status and body. */
function slowUpload(base: string, bytes = 3_000): Promise<string> {
  const content = sampleFiles.pdf('x'.repeat(bytes));
  const [head, foot] = [
    '--batas\r\ncontent-disposition: form-data; name="file"; filename="surat.pdf"\r\ncontent-type: application/pdf\r\n\r\n',
    '\r\n--batas--\r\n',
  ];
  const body = Buffer.concat([Buffer.from(head), content, Buffer.from(foot)]);
  return new Promise((resolve) => {
    const agent = new http.Agent({ keepAlive: true });
    const headers = {
      'content-type': 'multipart/form-data; boundary=batas',
      'content-length': String(body.length),
    };
    const request = http.request(
      new URL('/api/v1/files', base),
      { method: 'POST', headers, agent },
      (answer) => {
        let text = '';
        answer.on('data', (piece: Buffer) => (text += piece.toString()));
        answer.on('end', () => resolve(`${String(answer.statusCode)} ${text}`));
      },
    );
    let isBroken = false;
    request.on('error', (error: NodeJS.ErrnoException) => {
      isBroken = true;
      resolve(`broken ${error.code ?? ''}`);
    });
    const send = async (): Promise<void> => {
      for (let at = 0; at < body.length && !isBroken; at += 100) {
        request.write(body.subarray(at, at + 100));
        await pause(300);
      }
      if (!isBroken) request.end();
    };
    send().catch(() => undefined);
  });
}

describe('SIGTERM under load', () => {
  it('ends each web in time and breaks no answer', async () => {
    const load = new FilingLoad(() => topology.webs.map(({ url }) => url), random, {
      keepAlive: false,
      withFiles: 10,
    });
    const ends: { milliseconds: number; code: number | null }[] = [];
    const marks = Array.from({ length: STOPS }, (_, at) => Math.floor(((at + 1) * FILINGS) / (STOPS + 1)));
    let stops = Promise.resolve();
    await load.run(FILINGS, 16, (tried) => {
      if (tried < (marks[0] ?? Infinity)) return;
      marks.shift();
      const web = random.pick(topology.webs);
      stops = stops.then(async () => {
        ends.push(await web.end());
        await web.start();
      });
    });
    await stops;
    process.stderr.write(
      `  ends in ${ends.map(({ milliseconds }) => milliseconds.toFixed(0)).join(', ')} ms\n`,
    );
    expect(ends.filter(({ milliseconds, code }) => milliseconds > MOST_MILLISECONDS || code !== 0)).toEqual(
      [],
    );
    // Nobody listens for a moment, which a proxy in front mends; but who was listened to gets a whole answer.
    const broken = load.filings.flatMap(({ tries }) => tries.filter(({ outcome }) => outcome === 'unknown'));
    expect(broken).toEqual([]);
    await load.settle();
    await mailIsQuiet(topology, outside);
    expect(await faultsOfFilings(outside, load.filings, topology.filesDir)).toEqual([]);
    load.stop();
  }, 600_000);

  it('lets an upload come in to its end, and waits no longer for its line', async () => {
    const [web] = topology.webs;
    const upload = slowUpload(web?.url ?? '');
    await pause(1_000);
    const ending = web?.end();
    expect(await upload).toMatch(/^201 .*"fileId"/u);
    const answered = performance.now();
    const ended = await ending;
    expect(ended?.code).toBe(0);
    expect(ended?.milliseconds).toBeLessThan(MOST_MILLISECONDS);
    // The line is one that is kept for more requests.
    expect(performance.now() - answered).toBeLessThan(4_000);
    await web?.start();
  }, 120_000);

  it('does not wait for who never comes to an end', async () => {
    const [web] = topology.webs;
    const upload = slowUpload(web?.url ?? '', 100_000);
    await pause(1_000);
    const ended = await web?.end();
    expect(ended?.milliseconds).toBeLessThan(MOST_MILLISECONDS);
    expect(await upload).toMatch(/^broken/u);
    await web?.start();
  }, 120_000);

  it('lets a worker finish what it holds', async () => {
    const [worker] = topology.workers;
    topology.mail.slow(1_000);
    const load = new FilingLoad(() => topology.webs.map(({ url }) => url), random);
    await load.run(5, 5);
    load.stop();
    await until(() => topology.mail.held > 0);
    await pause(200);
    const ended = await worker?.end();
    expect(ended?.code).toBe(0);
    expect(ended?.milliseconds).toBeLessThan(MOST_MILLISECONDS);
    // Nothing is left in a dead hand: no attempt is open, so the next worker need not wait for a lease.
    expect(await outside.count('SELECT count(*) FROM attempts WHERE outcome IS NULL')).toBe(0);
    await topology.mail.heal();
    await worker?.start();
    await mailIsQuiet(topology, outside);
    expect(await faultsOfMail(outside, topology.mail.log)).toEqual([]);
  }, 120_000);
});
