import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { useDatabase } from '../support/database.js';
import { startProgram } from '../support/program.js';
import { sampleFiles } from '../support/sample-files.js';

const database = useDatabase();
let folder = '';

beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'tenggat-killed-'));
});
afterAll(async () => {
  await fs.rm(folder, { recursive: true, force: true });
});

function environment(crashAt: string | null): Record<string, string> {
  return {
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: database.url,
    MASTER_KEY_FILE: process.env.TENGGAT_TEST_MASTER_KEY ?? '',
    TEST_HOOKS: 'on',
    LIMITS: 'off',
    ...(crashAt === null ? {} : { TEST_CRASH_AT: crashAt }),
  };
}

async function upload(url: string): Promise<number | null> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(sampleFiles.pdf())]), 'surat.pdf');
  return fetch(`${url}/api/v1/files`, { method: 'POST', body: form }).then(
    ({ status }) => status,
    () => null,
  );
}

describe('a process killed while it keeps a file', () => {
  // 1: a piece of the upload; 2-5: before writing, after flush, after rename, after the folder's flush.
  it('never leaves a row without its bytes', async () => {
    // The first start writes files of its own; the killed ones only find them.
    const program = await startProgram({ env: environment(null) });
    expect(await upload(program.url)).toBe(201);
    program.kill('SIGTERM');
    await program.ended;
    for (const step of [3, 5]) {
      const killed = await startProgram({ env: environment(`file:${String(step)}`) });
      expect(await upload(killed.url)).toBeNull();
      await killed.ended;
    }
    const rows = await database.sql<{ path: string; bytes: string }>('SELECT path, bytes FROM files');
    expect(rows.length).toBe(1);
    for (const row of rows) {
      const { size } = await fs.stat(path.join(folder, 'files', row.path));
      expect(size).toBe(Number(row.bytes));
    }
  }, 120_000);
});
