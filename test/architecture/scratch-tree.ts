import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const configs = [
  'package.json',
  'tsconfig.json',
  'tsconfig.check.json',
  'eslint.config.mjs',
  '.dependency-cruiser.cjs',
];

/** A file to plant, by its path in the tree; the text may be any breach. */
export type Plants = Readonly<Record<string, string>>;

export interface ToolRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of `src/` under `.cache/` with the same configurations, into which breaches may be planted. */
export interface ScratchTree {
  readonly folder: string;
  plant(plants: Plants): Promise<void>;
  /** Runs a tool of node_modules (path below it) in the copy. */
  run(tool: string, args: readonly string[]): Promise<ToolRun>;
  remove(): Promise<void>;
}

export async function copyTree(name: string): Promise<ScratchTree> {
  await fs.mkdir(path.join(root, '.cache'), { recursive: true });
  const folder = await fs.mkdtemp(path.join(root, '.cache', `architecture-${name}-`));
  await fs.cp(path.join(root, 'src'), path.join(folder, 'src'), { recursive: true });
  for (const config of configs) await fs.cp(path.join(root, config), path.join(folder, config));
  await fs.symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return {
    folder,
    plant: async (plants) => {
      for (const [file, text] of Object.entries(plants)) {
        const target = path.join(folder, file);
        await fs.mkdir(path.dirname(target), { recursive: true });
        await fs.writeFile(target, text);
      }
    },
    run: (tool, args) => runTool(folder, tool, args),
    remove: () => fs.rm(folder, { recursive: true, force: true }),
  };
}

/** Runs a tool of node_modules in `cwd` and answers how it ended and what it said. */
export function runTool(cwd: string, tool: string, args: readonly string[]): Promise<ToolRun> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'node_modules', tool), ...args], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += String(chunk)));
    child.stderr.on('data', (chunk) => (stderr += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

export const projectRoot = root;
