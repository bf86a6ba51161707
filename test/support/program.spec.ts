import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { useDatabase } from './database.js';
import { runTenggat, startProgram } from './program.js';

const database = useDatabase();

describe('a program of its own', () => {
  it('runs a command of the operator with standard input', async () => {
    const { code, stdout } = await runTenggat(['due-dates'], {
      env: {},
      input: 'start_date,working_days\n2026-11-24,10\n',
    });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'start_date,working_days,due_date,provisional\n2026-11-24,10,2026-12-08,\n',
    });
  });

  it('starts, answers and ends in order on a signal', async () => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'tenggat-program-'));
    const program = await startProgram({
      env: {
        PORT: '0',
        DATA_DIR: folder,
        DATABASE_URL: database.url,
        MASTER_KEY_FILE: process.env.TENGGAT_TEST_MASTER_KEY ?? '',
        TEST_HOOKS: 'on',
      },
    });
    expect((await fetch(`${program.url}/health/live`)).status).toBe(200);
    program.kill('SIGTERM');
    expect(await program.ended).toMatchObject({ code: 0 });
    await fs.rm(folder, { recursive: true });
  });
});
