import fs from 'node:fs';
import path from 'node:path';
import { sampleFiles } from '../support/sample-files.js';
import { type RunningProgram, runTenggat, startProgram } from '../support/program.js';
import { FilingLoad } from './kit/filing-load.js';
import { faultsOfFilings } from './kit/filing-truth.js';
import { until } from './kit/moments.js';
import { Outside } from './kit/outside.js';
import { randomOfRun } from './kit/random.js';
import { MAY_MOUNT, SmallDisk } from './kit/small-disk.js';

const describeOnDisks = MAY_MOUNT ? describe : describe.skip;
const random = randomOfRun('disk full');

interface Place {
  readonly disk: SmallDisk;
  readonly program: RunningProgram;
  readonly env: Readonly<Record<string, string>>;
  readonly filesDir: string;
  readonly outside: Outside;
}

const places: Place[] = [];

/** The embedded mode, with the database or with the files alone on a disk of its own. */
async function start(what: 'files' | 'everything', megabytes: number): Promise<Place> {
  const disk = SmallDisk.make(megabytes);
  if (disk === null) throw new Error('no file system can be mounted');
  const dataDir = path.join(what === 'files' ? fs.mkdtempSync(`${disk.folder}-data-`) : disk.folder, 'data');
  const filesDir = path.join(what === 'files' ? disk.folder : dataDir, 'files');
  const env = {
    DATA_DIR: dataDir,
    FILES_DIR: filesDir,
    PORT: '0',
    TEST_HOOKS: 'on',
    LIMITS: 'off',
  };
  const program = await startProgram({ env });
  const address = (): string => fs.readFileSync(path.join(dataDir, 'database-url'), 'utf8').trim();
  const place = { disk, program, env, filesDir, outside: new Outside(address) };
  places.push(place);
  return place;
}

async function stop({ disk, program, env }: Place): Promise<void> {
  program.kill('SIGTERM');
  await program.ended;
  disk.remove();
  fs.rmSync(path.dirname(env['DATA_DIR'] ?? disk.folder), { recursive: true, force: true });
}

const loadAt = ({ program }: Place, withFiles: number): FilingLoad =>
  new FilingLoad(() => [program.url], random, { withFiles });
const sendAll = async ({ program, outside }: Place): Promise<void> => {
  const asked = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  await until(async () => {
    expect((await fetch(`${program.url}/_test/sweep`, asked)).status).toBe(200);
    return (
      (await outside.count(`SELECT count(*) FROM outbox WHERE state = 'waiting' AND kind = 'registered'`)) ===
      0
    );
  }, 120);
};
const readiness = async ({ program }: Place): Promise<string> =>
  (await fetch(`${program.url}/health/ready`)).text();

describeOnDisks('a full disk', () => {
  afterEach(() => Promise.all(places.splice(0).map(stop)), 60_000);

  it('of the files: what has a file is refused, what has none is taken, and nothing is half there', async () => {
    const place = await start('files', 16);
    const load = loadAt(place, 50);
    await load.run(20, 4);
    place.disk.fill();
    await load.run(40, 4);
    // A client whose upload was refused filed without it.
    expect(load.filings.slice(20).filter(({ contents }) => contents.length > 0)).toEqual([]);
    expect(load.filings.flatMap(({ tries }) => tries.filter(({ outcome }) => outcome !== 'ok'))).toEqual([]);
    await until(async () => /"disk":\{"status":"warn"/u.test(await readiness(place)));
    place.disk.empty();
    await load.run(20, 4);
    expect(load.filings.slice(60).some(({ contents }) => contents.length > 0)).toBe(true);
    await sendAll(place);
    expect(await faultsOfFilings(place.outside, load.filings, place.filesDir)).toEqual([]);
    load.stop();
  }, 240_000);

  it('of the files, with room for a part of what comes in: told as a full disk, whatever is left', async () => {
    const place = await start('files', 16);
    const content = sampleFiles.pdf('x'.repeat(188_000));
    for (let room = 0; room <= 200_000; room += 10_000) {
      place.disk.fillBut(room);
      const form = new FormData();
      form.append('file', new Blob([Uint8Array.from(content)], { type: 'application/pdf' }), 'surat.pdf');
      const answer = await fetch(`${place.program.url}/api/v1/files`, { method: 'POST', body: form });
      const told = [answer.status, answer.headers.get('retry-after') === null];
      expect([room, ...told]).toEqual([room, 503, false]);
      place.disk.empty();
    }
  }, 120_000);

  it('of the database: filings are told to come back, and it goes on by itself once there is room', async () => {
    const place = await start('everything', 400);
    const load = loadAt(place, 10);
    await load.run(20, 4);
    place.disk.fill();
    // A new file of the log of changes is what the database cannot do without.
    const noMoreLog = async (): Promise<void> => {
      for (let at = 0; at < 8; at += 1)
        await place.outside.asOwner('SELECT pg_switch_wal(), pg_create_restore_point($1)', ['x']);
    };
    await noMoreLog().catch(() => undefined);
    await load.run(30, 4);
    const late = load.filings.slice(20).flatMap(({ tries }) => tries);
    expect(late.some(({ outcome }) => outcome === 'later')).toBe(true);
    expect(late.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    expect(late.filter(({ milliseconds }) => milliseconds > 6_000)).toEqual([]);
    place.disk.empty();
    const since = performance.now();
    await until(async () => (await fetch(`${place.program.url}/health/ready`)).status === 200, 30);
    process.stderr.write(`  well again after ${((performance.now() - since) / 1_000).toFixed(1)} s\n`);
    await load.settle();
    await sendAll(place);
    expect(await faultsOfFilings(place.outside, load.filings, place.filesDir)).toEqual([]);
    load.stop();
    place.program.kill('SIGTERM');
    await place.program.ended;
    expect(await runTenggat(['verify-audit'], { env: place.env })).toMatchObject({ code: 0, stderr: '' });
  }, 300_000);
});
