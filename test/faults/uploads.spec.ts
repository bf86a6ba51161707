import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { useDatabase } from '../support/database.js';
import { faultsOfFiles } from './kit/filing-truth.js';
import { until } from './kit/moments.js';
import { Outside } from './kit/outside.js';
import { FULL, randomOfRun } from './kit/random.js';
import { Slot } from './kit/slot.js';
import { Topology } from './kit/topology.js';
import { lostUploads, UploadLoad } from './kit/upload-load.js';

const UPLOADS = FULL ? 600 : 40;
const KILLS = FULL ? 60 : 4;
const CLIENTS = 6;
/** Steps of files that its share of the uploads between two kills passes, roughly. */
const MOST_STEPS = 24;
const random = randomOfRun('uploads');
const database = useDatabase();

describe('uploads whose process is killed', () => {
  let topology: Topology;
  let outside: Outside;
  /** Those that will die by themselves. */
  const mortal = new Set<Slot>();

  beforeAll(async () => {
    topology = new Topology({
      web: 2,
      workers: 0,
      queue: 'postgres',
      database: { url: database.url, masterKeyFile: process.env.TENGGAT_TEST_MASTER_KEY ?? '' },
    });
    await topology.start();
    outside = new Outside(() => topology.databaseUrl);
  }, 120_000);
  afterAll(() => topology.stop(), 60_000);

  it(
    'are whole or not there, after each kill',
    async () => {
      const load = new UploadLoad(() => topology.webs.map(({ url }) => url), random);
      const faults: string[] = [];
      for (let kill = 0; kill < KILLS; kill += 1) {
        await oneKill(load);
        faults.push(...(await faultsOfFiles(outside, topology.filesDir)));
      }
      process.stderr.write(
        `  ${String(load.tried)} uploads, ${String(load.kept.length)} kept, ${String(KILLS)} kills\n`,
      );
      expect(faults).toEqual([]);
      expect(await lostUploads(outside, load)).toEqual([]);
      // How many get through between the kills is the machine's; none would prove nothing.
      expect(load.kept.length).toBeGreaterThan(UPLOADS / 10);
    },
    FULL ? 1_200_000 : 240_000,
  );

  it('leave nothing for ever of what came to nothing', async () => {
    const rows = await outside.views<{ path: string }>('SELECT path FROM files');
    const known = new Set(rows.map((row) => row.path));
    const strays = async (): Promise<string[]> =>
      (await filesIn(topology.filesDir)).filter((name) => !known.has(name));
    // Whatever the kills left: an object whose row never came, and a piece of an upload.
    for (const folder of ['0a', 'temp']) {
      await fs.mkdir(path.join(topology.filesDir, folder), { recursive: true });
      await fs.writeFile(path.join(topology.filesDir, folder, `0a${'0'.repeat(30)}`), 'half');
    }
    process.stderr.write(`  ${String((await strays()).length)} strays\n`);
    const worker = new Slot('cleaner', 'worker', topology.settings());
    const hours = pathToFileURL(path.join(import.meta.dirname, 'kit', 'hasty-hours.mjs')).href;
    await worker.start({ NODE_OPTIONS: `--import=${hours}` });
    try {
      // What is younger than an hour may still be somebody's upload.
      await pause(3_000);
      expect((await strays()).length).toBeGreaterThanOrEqual(2);
      await ageFiles(topology.filesDir);
      await until(async () => (await strays()).length === 0, 60);
    } finally {
      await worker.kill();
    }
    expect(await faultsOfFiles(outside, topology.filesDir)).toEqual([]);
  }, 120_000);

  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux(
    'leave no file open in a process that lives on',
    async () => {
      const [web] = topology.webs;
      if (web === undefined) throw new Error('no web process');
      await web.kill();
      await web.start();
      const load = new UploadLoad(() => [web.url], random, 50);
      await load.run(FULL ? 200 : 24, CLIENTS);
      await until(async () => (await openFiles(web.pid, topology.filesDir)).length === 0, 30);
    },
    120_000,
  );

  /** While all upload a process dies, at a step of its files or at any moment; then another takes its place. */
  async function oneKill(load: UploadLoad): Promise<void> {
    const web = random.pick(topology.webs);
    const uploads = load.run(UPLOADS / KILLS, CLIENTS);
    if (!mortal.delete(web)) await pause(random.between(0, 400)).then(() => web.kill());
    await uploads;
    await web.kill();
    const dies = random.chance(0.5);
    if (dies) mortal.add(web);
    await web.start(dies ? { TEST_CRASH_AT: `file:${String(random.between(1, MOST_STEPS))}` } : {});
  }
});

/** Names below the folder of everything that is kept there, and of what is on its way. */
async function filesIn(root: string): Promise<string[]> {
  const entries = await fs.readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((name) => !name.startsWith('anchors'));
}

async function ageFiles(root: string): Promise<void> {
  const then = new Date(Date.now() - 2 * 3_600_000);
  for (const name of await filesIn(root))
    await fs.utimes(path.join(root, name), then, then).catch(() => undefined);
}

/** Files of the file store that a process holds open, also those that have no name any more. */
async function openFiles(pid: number, root: string): Promise<string[]> {
  const folder = `/proc/${String(pid)}/fd`;
  const files = await Promise.all(
    (await fs.readdir(folder)).map((name) => fs.readlink(path.join(folder, name)).catch(() => '')),
  );
  return files.filter((file) => file.startsWith(root));
}
