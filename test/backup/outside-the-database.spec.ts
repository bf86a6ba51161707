import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { until } from '../faults/kit/moments.js';
import { MAY_MOUNT, SmallDisk } from '../faults/kit/small-disk.js';
import type { FiledRequest } from '../support/answers.js';
import { useApp } from '../support/app.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { expectStatus } from '../support/http-client.js';
import { beginTenggat, runTenggat, type ProgramEnd } from '../support/program.js';
import { requestBody } from '../support/request-bodies.js';
import { sampleFiles } from '../support/sample-files.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });

interface Manifest {
  tables: { name: string; file: string; rows: number; bytes: number; sha256: string }[];
  anchors?: { name: string; sha256: string }[];
  seal?: string;
}

interface Backup {
  readonly folder: string;
  readonly manifest: Manifest;
}

type Row = Record<string, unknown>;

let folder: string;
const targets: TestDatabase[] = [];

async function file(): Promise<void> {
  const { body } = await app.citizen.upload(sampleFiles.pdf(), 'lampiran.pdf', 'application/pdf');
  expectStatus(
    await app.citizen.post<FiledRequest>('/api/v1/requests', { ...requestBody(), fileIds: [body.fileId] }),
    201,
  );
}

/** A round that meets a writer anywhere in the server leaves the anchor to the next. */
async function anchored(day: string): Promise<void> {
  await until(async () => {
    await app.sweep();
    return existsSync(join(app.dataDir, 'files', 'anchors', `${day}.json`));
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenggat-outside-'));
  await file();
  await file();
  await anchored('2026-11-24');
  await app.setClock('2026-11-25T10:00:00+09:00');
  await anchored('2026-11-25');
  expect(await backup('whole')).toMatchObject({ code: 0 });
});

afterAll(async () => {
  for (const target of targets) await target.drop();
  await rm(folder, { recursive: true, force: true });
});

const backup = (name: string, more: Readonly<Record<string, string>> = {}): Promise<ProgramEnd> =>
  runTenggat(['backup', join(folder, name)], { env: app.settings(more) });

/** Brings a backup into a database and a folder of its own. */
async function restore(name: string) {
  const database = await freshDatabase({ empty: true });
  targets.push(database);
  const home = await mkdtemp(join(folder, 'target-'));
  const filesDir = join(home, 'data', 'files');
  const env = app.settings({ DATA_DIR: join(home, 'data'), DATABASE_URL: database.url });
  return { end: await runTenggat(['restore', join(folder, name)], { env }), env, home, filesDir, database };
}

/** A copy of the backup in which somebody without the key changed something. */
async function doctored(name: string, change: (backup: Backup) => Promise<void> | void): Promise<string> {
  const copy = join(folder, name);
  await cp(join(folder, 'whole'), copy, { recursive: true });
  const path = join(copy, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest;
  await change({ folder: copy, manifest });
  await writeFile(path, JSON.stringify(manifest));
  return name;
}

/** Writes a table's rows anew and lets the manifest fit them, as anybody can. */
async function rewriteRows(
  { folder: copy, manifest }: Backup,
  name: string,
  change: (rows: Row[]) => Row[],
): Promise<void> {
  const table = manifest.tables.find((one) => one.name === name);
  if (table === undefined) throw new Error(`no table ${name}`);
  const path = join(copy, table.file);
  const lines = gunzipSync(await readFile(path))
    .toString('utf8')
    .trim()
    .split('\n');
  const rows = change(lines.map((line) => JSON.parse(line) as Row));
  const bytes = gzipSync(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  await writeFile(path, bytes);
  Object.assign(table, { rows: rows.length, bytes: bytes.length, sha256: hashOf(bytes) });
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const isOfACase = ({ stream }: Row): boolean => String(stream).startsWith('case:');

/** Leaves the trail of every case out of the backup. */
async function withoutTrails(of: Backup): Promise<void> {
  for (const table of ['audit', 'audit_heads'])
    await rewriteRows(of, table, (rows) => rows.filter((row) => !isOfACase(row)));
}

describe('what lies outside the database', () => {
  it('is in the backup: the anchors come back, and the trail fits them', async () => {
    const { end, env, filesDir } = await restore('whole');
    expect(end).toMatchObject({ code: 0, stdout: expect.not.stringContaining('PERINGATAN') });
    const names = await readdir(join(filesDir, 'anchors'));
    expect(names.sort()).toEqual(['2026-11-24.json', '2026-11-25.json']);
    for (const name of names)
      expect(await readFile(join(filesDir, 'anchors', name))).toEqual(
        await readFile(join(app.dataDir, 'files', 'anchors', name)),
      );
    expect(await runTenggat(['verify-audit'], { env })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('utuh'),
    });
  });

  it('is of the same moment: an anchor that came after the snapshot stays behind', async () => {
    const filesDir = join(folder, 'slow-files');
    await cp(join(app.dataDir, 'files'), filesDir, { recursive: true });
    const [row] = await app.sql<{ path: string }>('SELECT path FROM files WHERE case_id IS NOT NULL LIMIT 1');
    const slow = join(filesDir, row?.path ?? '');
    const content = await readFile(slow);
    await rm(slow);
    execFileSync('mkfifo', [slow]);
    const { ended } = beginTenggat(['backup', join(folder, 'slow')], {
      env: app.settings({ FILES_DIR: filesDir }),
    });
    const pipe = await open(slow, 'w'); // opens once the backup reads, which is after its snapshot
    await writeFile(join(filesDir, 'anchors', '2026-11-26.json'), '{}');
    await pipe.writeFile(content);
    await pipe.close();
    expect(await ended).toMatchObject({ code: 0 });
    expect((await readdir(join(folder, 'slow', 'anchors'))).sort()).toEqual([
      '2026-11-24.json',
      '2026-11-25.json',
    ]);
  });

  it('is missed when the store has lost it', async () => {
    const filesDir = join(folder, 'lost-files');
    await cp(join(app.dataDir, 'files'), filesDir, { recursive: true });
    await rm(join(filesDir, 'anchors', '2026-11-24.json'));
    expect(await backup('lost', { FILES_DIR: filesDir })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('anchors/2026-11-24.json'),
    });
  });
});

describe('a backup that somebody changed', () => {
  it.each<[string, (of: Backup) => Promise<void> | void]>([
    ['without the trails of its cases', withoutTrails],
    ['without a table', ({ manifest }) => void (manifest.tables = manifest.tables.slice(1))],
    ['without its anchors', ({ manifest }) => void (manifest.anchors = [])],
    ['of another seal', ({ manifest }) => void (manifest.seal = 'a'.repeat(64))],
  ])('is refused %s', async (what, change) => {
    const name = await doctored(`doctored ${what}`, change);
    const { end, filesDir } = await restore(name);
    expect(end).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^Cadangan diubah: manifest\.json tidak sesuai dengan segelnya[^\n]*\n$/u,
      ),
    });
    expect(existsSync(filesDir)).toBe(false);
  });

  it('is refused when an anchor of it was', async () => {
    const name = await doctored('other anchor', ({ folder: copy }) =>
      writeFile(join(copy, 'anchors', '2026-11-24.json'), '{}'),
    );
    expect((await restore(name)).end).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('anchors/2026-11-24.json hilang atau berubah'),
    });
  });
});

describe('a backup of an earlier program, which had no seal', () => {
  it('comes back, with a warning', async () => {
    const name = await doctored('unsealed', ({ manifest }) => void delete manifest.seal);
    const { end } = await restore(name);
    expect(end).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('PERINGATAN: cadangan ini tidak bersegel'),
    });
  });

  it('is refused without one of its tables', async () => {
    const name = await doctored('unsealed, less', ({ manifest }) => {
      delete manifest.seal;
      manifest.tables = manifest.tables.filter(({ name: table }) => table !== 'audit');
    });
    const { end, database } = await restore(name);
    expect(end).toMatchObject({ code: 1, stderr: expect.stringContaining('tabel "audit" tidak ada') });
    expect(await database.sql('SELECT 1 FROM cases')).toEqual([]);
  });

  it('writes nothing outside its folder', async () => {
    const planted = Buffer.from('planted');
    await writeFile(join(folder, 'planted'), planted);
    const name = await doctored('leaving', async (of) => {
      delete of.manifest.seal;
      await rewriteRows(of, 'files', ([first, ...rest]) => [
        { ...first, path: '../../planted', sha256: `\\x${hashOf(planted)}` },
        ...rest,
      ]);
    });
    const { end, home } = await restore(name);
    expect(end).toMatchObject({ code: 1, stderr: expect.stringContaining('keluar dari foldernya') });
    expect(existsSync(join(home, 'planted'))).toBe(false);
  });
});

(MAY_MOUNT ? describe : describe.skip)('a disk that is full', () => {
  it('is told in a sentence, and no half backup stays', async () => {
    const disk = SmallDisk.make(1);
    if (disk === null) throw new Error('no file system can be mounted');
    try {
      disk.fill();
      const dir = join(disk.folder, 'backup');
      const end = await runTenggat(['backup', dir], { env: app.settings() });
      expect(end).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(/^Disk untuk "[^"]+" penuh: [^\n]*\n$/u),
      });
      expect(existsSync(dir)).toBe(false);
      disk.empty();
      expect(await runTenggat(['backup', dir], { env: app.settings() })).toMatchObject({ code: 0 });
    } finally {
      disk.remove();
    }
  });
});
