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

/** What is spoiled, in which file of the program, how, and what the refusal must name. */
interface Spoiling {
  readonly what: string;
  readonly file: string;
  readonly spoil: ((text: string) => string) | 'remove';
  readonly names: string;
}

const spoilings: Spoiling[] = [
  {
    what: 'a route names no policy row',
    file: 'dist/desks/site/calculator.controller.js',
    spoil: (text) => text.replace(/Action\('site\.view'\),/, ''),
    names: 'CalculatorController',
  },
  {
    what: 'a route names a policy row that does not exist',
    file: 'dist/desks/site/calculator.controller.js',
    spoil: (text) => text.replace("Action('site.view')", "Action('site.planted')"),
    names: 'CalculatorController',
  },
  {
    what: 'a due kind has no handler',
    file: 'dist/cases/decisions/delivery.deadline.js',
    spoil: (text) => text.replace("handlers.register('delivery', this);", ''),
    names: 'delivery',
  },
  {
    what: 'a due kind has two handlers',
    file: 'dist/cases/decisions/delivery.deadline.js',
    spoil: (text) => text.replace("handlers.register('delivery', this);", '$&$&'),
    names: 'delivery',
  },
  {
    what: 'a mail kind has no Indonesian template',
    file: 'templates/mail/overdue/id.yaml',
    spoil: 'remove',
    names: 'overdue',
  },
  {
    what: 'a mail kind has no English template',
    file: 'templates/mail/overdue/en.yaml',
    spoil: 'remove',
    names: 'overdue',
  },
  {
    what: 'a mail asks for a value that its kind does not give',
    file: 'templates/mail/overdue/id.yaml',
    spoil: (text) => text.replace(/^lines:/m, 'lines:\n  - "{plantedValue}"'),
    names: 'plantedValue',
  },
];

describe('starts of a spoiled program', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await copyProgram();
  });
  afterAll(() => fs.rm(folder, { recursive: true, force: true }));

  it('succeed while nothing is spoiled', async () => {
    const { ready, said } = await start(folder);
    expect(ready ? 'ready' : said).toBe('ready');
  });

  it.each(spoilings.map((spoiling) => [spoiling.what, spoiling] as const))(
    'are refused when %s',
    async (_, { file, spoil, names }) => {
      const target = path.join(folder, file);
      const whole = await fs.readFile(target, 'utf8');
      if (spoil === 'remove') await fs.rm(target);
      else await fs.writeFile(target, spoil(whole));
      try {
        if (spoil !== 'remove') expect(await fs.readFile(target, 'utf8')).not.toBe(whole);
        const { ready, code, said } = await start(folder);
        expect({ ready, failed: code !== 0 }).toEqual({ ready: false, failed: true });
        expect(said).toContain(names);
      } finally {
        await fs.writeFile(target, whole);
      }
    },
  );
});
