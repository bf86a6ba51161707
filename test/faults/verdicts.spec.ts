import { setTimeout as pause } from 'node:timers/promises';
import { FilingLoad } from './kit/filing-load.js';
import { extras, faultsOfMail } from './kit/mail-truth.js';
import { mailIsQuiet, until } from './kit/moments.js';
import { Outside } from './kit/outside.js';
import { randomOfRun } from './kit/random.js';
import { Topology } from './kit/topology.js';

const topology = new Topology({ web: 1, workers: 1, queue: 'postgres' });
const outside = new Outside(() => topology.databaseUrl);

beforeAll(() => topology.start(), 180_000);
afterAll(() => topology.stop(), 60_000);

// The sender alone knows what the mail server said: without it the mail would go out once more when its lease is over.
it('write down what the mail server said as soon as the database is back, and send no mail twice', async () => {
  topology.mail.slow(1_500);
  const load = new FilingLoad(() => topology.webs.map(({ url }) => url), randomOfRun('verdicts'));
  await load.run(6, 6);
  await until(() => topology.mail.held > 0);
  topology.databaseLine.refuse();
  await until(() => topology.mail.held === 0);
  await pause(2_000);
  topology.databaseLine.heal();
  await topology.mail.heal();
  await mailIsQuiet(topology, outside);
  load.stop();
  expect(topology.mail.log.length).toBeGreaterThanOrEqual(6);
  expect(extras(topology.mail.log)).toBe(0);
  expect(await faultsOfMail(outside, topology.mail.log)).toEqual([]);
}, 200_000);
