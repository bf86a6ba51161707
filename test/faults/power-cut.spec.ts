import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { useDatabase } from '../support/database.js';
import { moveClock, sweep } from './kit/moments.js';
import { journalled, surveyOf } from './kit/power-cut.js';
import { randomOfRun } from './kit/random.js';
import { Topology } from './kit/topology.js';
import { UploadLoad } from './kit/upload-load.js';

const random = randomOfRun('loss of power');
const database = useDatabase();
let folder: string;

beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'tenggat-power-'));
});
afterAll(() => fs.rm(folder, { recursive: true, force: true }));

describe('a loss of power', () => {
  it('takes no file whose row was committed, and nothing that must outlive the database', async () => {
    const journal = path.join(folder, 'journal');
    const topology = new Topology({
      web: 1,
      workers: 0,
      queue: 'postgres',
      database: { url: database.url, masterKeyFile: process.env.TENGGAT_TEST_MASTER_KEY ?? '' },
      env: journalled(journal),
    });
    await topology.start();
    try {
      const load = new UploadLoad(() => topology.webs.map(({ url }) => url), random, 0);
      await load.run(6, 2);
      expect(load.kept).toHaveLength(6);
      // The anchor of the day lies outside the database too.
      await moveClock(topology, { set: '2026-11-24T09:00:00+09:00' });
      await sweep(topology);
      const survey = await surveyOf(journal, topology.filesDir, /\/anchors\/[^/]+\.json$|\/accounts\.json$/u);
      expect(survey).toEqual({ kept: 6 + 2, faults: [] });
    } finally {
      await topology.stop();
    }
  }, 120_000);

  it('takes no key under which something was sealed', async () => {
    const journal = path.join(folder, 'journal-of-key');
    const key = path.join(folder, 'keys', 'master.key');
    const code = pathToFileURL(path.resolve('dist/platform/crypto/master-key.js')).href;
    const make = `import(${JSON.stringify(code)}).then(({ MasterKey }) => MasterKey.readOrMake(${JSON.stringify(key)}))`;
    await promisify(execFile)(process.execPath, ['-e', make], {
      env: { ...process.env, ...journalled(journal) },
    });
    const survey = await surveyOf(journal, folder, /\/master\.key$/u);
    expect(survey).toEqual({ kept: 1, faults: [] });
  });
});
