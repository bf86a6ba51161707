import { freshDatabase, type TestDatabase } from '../support/database.js';
import { FilingLoad } from './kit/filing-load.js';
import { faultsOfFilings } from './kit/filing-truth.js';
import { FrontProxy } from './kit/front-proxy.js';
import { mailIsQuiet, moveClock } from './kit/moments.js';
import { Outside } from './kit/outside.js';
import { FULL, randomOfRun } from './kit/random.js';
import { Topology } from './kit/topology.js';

const FILINGS = FULL ? 2_000 : 150;

let database: TestDatabase;
let topology: Topology;
let outside: Outside;
const front = new FrontProxy(() => topology.webs.filter(({ isUp }) => isUp).map(({ url }) => url));
const random = randomOfRun('rolling restart');

beforeAll(async () => {
  database = await freshDatabase();
  topology = new Topology({
    web: 2,
    workers: 2,
    leastRights: true,
    queue: 'postgres',
    database: { url: database.url, masterKeyFile: process.env.TENGGAT_TEST_MASTER_KEY ?? '' },
  });
  await topology.start();
  await front.listen();
  outside = new Outside(() => database.url);
  await moveClock(topology, { set: '2026-11-24T09:00:00+09:00' });
}, 120_000);
afterAll(async () => {
  await front.close();
  await topology.stop();
  await database.drop();
}, 60_000);

describe('a restart of all four processes, one after the other, behind a proxy', () => {
  it('fails no filing', async () => {
    const load = new FilingLoad(() => [front.url], random, { keepAlive: false, withFiles: 10 });
    const restarts: number[] = [];
    let rolling = Promise.resolve();
    const roll = async (): Promise<void> => {
      for (const slot of topology.slots) {
        const { milliseconds, code } = await slot.end();
        expect(code).toBe(0);
        restarts.push(milliseconds);
        await slot.start();
      }
    };
    await load.run(FILINGS, 16, (tried) => {
      if (tried === Math.floor(FILINGS / 5)) rolling = roll();
    });
    await rolling;
    process.stderr.write(`  ended in ${restarts.map((one) => one.toFixed(0)).join(', ')} ms\n`);
    expect(restarts).toHaveLength(4);
    const failed = load.filings.flatMap(({ tries }) => tries.filter(({ outcome }) => outcome !== 'ok'));
    expect(failed).toEqual([]);
    await mailIsQuiet(topology, outside);
    expect(await faultsOfFilings(outside, load.filings, topology.filesDir)).toEqual([]);
    load.stop();
  }, 600_000);
});
