import { jest } from '@jest/globals';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { ExpiredUploads } from '../../src/office/documents/expired-uploads.js';
import { StoredFiles, type NewFile } from '../../src/office/documents/stored-files.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { MasterKey } from '../../src/platform/crypto/master-key.js';
import { Vault } from '../../src/platform/crypto/vault.js';
import { applicationOptions } from '../../src/platform/database/connection.js';
import { Database } from '../../src/platform/database/database.js';
import { NOTHING, SYSTEM } from '../../src/platform/database/scope.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import { useDatabase } from '../support/database.js';

const test = useDatabase();
let folder = '';
let source: DataSource;
let database: Database;
let store: FileStore;
let files: StoredFiles;
let housekeeping: ExpiredUploads;

beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'tenggat-files-'));
  const masterKeyFile = process.env.TENGGAT_TEST_MASTER_KEY ?? '';
  const config = loadConfig({
    DATABASE_URL: test.url,
    MASTER_KEY_FILE: masterKeyFile,
    FILES_DIR: folder,
    TEST_HOOKS: 'on',
  });
  source = await new DataSource(
    applicationOptions({ url: test.url, testHooks: true, batchWork: true }) as never,
  ).initialize();
  database = new Database(source, { milliseconds: 60_000 }, null);
  const vault = new Vault(MasterKey.read(masterKeyFile));
  store = new FileStore(config, vault);
  files = new StoredFiles(store, vault);
  housekeeping = new ExpiredUploads(database, store);
});
afterAll(async () => {
  await source.destroy();
  await fs.rm(folder, { recursive: true, force: true });
});

const upload: NewFile = {
  caseId: null,
  purpose: 'upload',
  name: 'surat rahasia.pdf',
  type: 'application/pdf',
  content: Buffer.from('isi berkas'),
  uploadedBy: 'requester',
};

function keep(file: Partial<NewFile> = {}): Promise<string> {
  return database.transaction(SYSTEM, NOTHING, (tx) => files.keep(tx, { ...upload, ...file }));
}

async function objects(): Promise<string[]> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

/** Lets every file on disk look as old as this. */
async function age(hours: number): Promise<void> {
  const then = new Date(Date.now() - hours * 3_600_000);
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (entry.isFile()) await fs.utimes(path.join(entry.parentPath, entry.name), then, then);
  }
}

describe('stored files', () => {
  it('hands back what was kept, with name and facts', async () => {
    const id = await keep();
    const read = await database.read(SYSTEM, NOTHING, (tx) => files.read(tx, id));
    expect(read).toMatchObject({ name: 'surat rahasia.pdf', type: 'application/pdf', bytes: 10 });
    expect(read.content.toString()).toBe('isi berkas');
    const [row] = await test.sql<{ name_sealed: Buffer }>('SELECT name_sealed FROM files WHERE id = $1', [
      id,
    ]);
    expect(row?.name_sealed.includes('rahasia')).toBe(false);
  });

  it('answers 404 for an id that names nothing', async () => {
    const read = (id: string) => database.read(SYSTEM, NOTHING, (tx) => files.read(tx, id));
    await expect(read('not-an-id')).rejects.toMatchObject({ status: 404 });
    await expect(read('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ status: 404 });
  });

  it('refuses an object that was changed or taken from another row', async () => {
    const [first, second] = [await keep(), await keep({ content: Buffer.from('lain') })];
    await test.sql('UPDATE files SET path = path || $2 WHERE id = $1', [second, '-x']);
    await test.sql(
      'UPDATE files f SET path = o.path FROM (SELECT path FROM files WHERE id = $2) o WHERE f.id = $1 AND false',
      [first, second],
    );
    const [row] = await test.sql<{ path: string }>('SELECT path FROM files WHERE id = $1', [first]);
    await fs.appendFile(path.join(folder, row?.path ?? ''), 'x');
    await expect(database.read(SYSTEM, NOTHING, (tx) => files.read(tx, first))).rejects.toThrow();
    await expect(database.read(SYSTEM, NOTHING, (tx) => files.read(tx, second))).rejects.toThrow();
  });

  it('removes uploads that no case took after their day', async () => {
    const id = await keep();
    await test.sql(`UPDATE files SET expires_at = clock_timestamp() - interval '1 second' WHERE id = $1`, [
      id,
    ]);
    const before = (await objects()).length;
    await housekeeping.removeExpired();
    expect(await test.sql('SELECT 1 FROM files WHERE id = $1', [id])).toEqual([]);
    expect((await objects()).length).toBe(before - 1);
  });

  it('sweeps objects of rolled-back transactions once they are an hour old', async () => {
    const before = (await objects()).length;
    const rolledBack = database.transaction(SYSTEM, NOTHING, async (tx) => {
      await files.keep(tx, upload);
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    const spool = await store.openSpool();
    await spool.write(Buffer.from('half'));
    await housekeeping.removeExpired();
    expect((await objects()).length).toBe(before + 2);
    await age(2);
    await housekeeping.removeExpired();
    expect((await objects()).length).toBeLessThanOrEqual(before);
    await spool.discard();
  });

  it('writes neither object nor row when the disk is full', async () => {
    const before = (await objects()).length;
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const probe = await fs.open(path.join(folder, 'probe'), 'w');
    const prototype = Object.getPrototypeOf(probe) as { sync: () => Promise<void> };
    await probe.close();
    await fs.rm(path.join(folder, 'probe'));
    const sync = jest.spyOn(prototype, 'sync').mockRejectedValue(full);
    await expect(keep()).rejects.toMatchObject({ status: 503 });
    sync.mockRestore();
    expect((await objects()).length).toBe(before);
    await expect(keep()).resolves.toEqual(expect.any(String));
  });

  it('seals what is still coming in and forgets it', async () => {
    const spool = await store.openSpool();
    await spool.write(Buffer.from('bagian satu, '));
    await spool.write(Buffer.from('bagian dua'));
    const [name] = (await objects()).slice(-1);
    expect(name).toMatch(/^[0-9a-f]{32}$/);
    const onDisk = await fs.readFile(path.join(folder, 'temp', name ?? '')).catch(() => Buffer.from(''));
    expect(onDisk.includes('bagian')).toBe(false);
    expect((await spool.content()).toString()).toBe('bagian satu, bagian dua');
    await spool.discard();
    expect(await fs.readdir(path.join(folder, 'temp'))).toEqual([]);
  });
});
