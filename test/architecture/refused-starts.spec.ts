import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { useDatabase } from '../support/database.js';
import { projectRoot } from './scratch-tree.js';

const database = useDatabase();

/** The built program in a folder of its own, so that what it needs can be taken away. */
async function copyProgram(): Promise<string> {
  const folder = await fs.mkdtemp(path.join(projectRoot, '.cache', 'architecture-program-'));
  for (const part of ['dist', 'templates', 'config', 'assets', 'package.json']) {
    const from = path.join(projectRoot, part);
    if (await exists(from)) await fs.cp(from, path.join(folder, part), { recursive: true });
  }
  await fs.symlink(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

const exists = (file: string): Promise<boolean> =>
  fs.access(file).then(
    () => true,
    () => false,
  );

/** Starts it until it ends or says that it is ready; answers what it said. */
function start(folder: string): Promise<{ ready: boolean; code: number | null; said: string }> {
  const child = spawn(process.execPath, [path.join(folder, 'dist/main.js')], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      DATA_DIR: path.join(folder, 'data'),
      DATABASE_URL: database.url,
      MASTER_KEY_FILE: process.env.TENGGAT_TEST_MASTER_KEY ?? '',
      TEST_HOOKS: 'on',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let [said, ready] = ['', false];
    const hear = (chunk: unknown): void => {
      said += String(chunk);
      if (ready || !said.includes('Tenggat siap')) return;
      ready = true;
      child.kill('SIGTERM');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('close', (code) => resolve({ ready, code, said }));
  });
}

describe('starts of a spoiled program', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await copyProgram();
  });
  afterEach(() => fs.rm(folder, { recursive: true, force: true }));

  it('succeed while nothing is spoiled', async () => {
    const { ready, said } = await start(folder);
    expect(ready ? 'ready' : said).toBe('ready');
  });

  it.each(['id', 'en'])('are refused when a mail kind has no template in %s', async (language) => {
    await fs.rm(path.join(folder, 'templates/mail/overdue', `${language}.yaml`));
    const { ready, code, said } = await start(folder);
    expect({ ready, failed: code !== 0 }).toEqual({ ready: false, failed: true });
    expect(said).toContain('overdue');
  });

  it('are refused when a mail asks for a value that its kind does not give', async () => {
    const file = path.join(folder, 'templates/mail/overdue/id.yaml');
    await fs.writeFile(
      file,
      (await fs.readFile(file, 'utf8')).replace(/^lines:/m, 'lines:\n  - "{plantedValue}"'),
    );
    const { ready, code, said } = await start(folder);
    expect({ ready, failed: code !== 0 }).toEqual({ ready: false, failed: true });
    expect(said).toContain('plantedValue');
  });
});
