import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.resolve(import.meta.dirname, '../..');

export interface ProgramOptions {
  /** Environment of the program; nothing of the tests' own settings is passed on. */
  readonly env: Readonly<Record<string, string>>;
  /** Arguments of `tenggat`; default `serve`. */
  readonly args?: readonly string[];
  /** The project that the program is built in; default: this one. */
  readonly root?: string;
  /** Standard input; closed when none is given. */
  readonly input?: string;
}

export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running program of its own, for specs that kill it, race it or start it twice. */
export interface RunningProgram {
  readonly pid: number;
  /** The base of its pages; empty for a worker. */
  readonly url: string;
  /** All that it has printed so far. */
  output(): string;
  /** What it has logged as an error so far, one line each. */
  readonly faults: readonly string[];
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<ProgramEnd>;
}

/** Runs the operator's tool to its end, as `npx tenggat ...` does once it is built. */
export async function runTenggat(
  args: readonly string[],
  options: Omit<ProgramOptions, 'args'>,
): Promise<ProgramEnd> {
  return start({ ...options, args }).ended;
}

/** The same, for specs that kill it on the way. */
export function beginTenggat(
  args: readonly string[],
  options: Omit<ProgramOptions, 'args'>,
): { readonly kill: () => void; readonly ended: Promise<ProgramEnd> } {
  const { child, ended } = start({ ...options, args });
  return { kill: () => child.kill('SIGKILL'), ended };
}

/** Starts the built program and waits for its ready line; rejects with its output when it ends before. */
export async function startProgram(options: ProgramOptions): Promise<RunningProgram> {
  const { child, ended, output } = start(options);
  const faults: string[] = [];
  if (child.stderr !== null)
    createInterface(child.stderr).on('line', (line) => {
      if (/^\{"level":[56]0,/u.test(line)) faults.push(line);
    });
  const url = await new Promise<string>((resolve, reject) => {
    const look = (): void => {
      const found = /^Tenggat siap: (http\S+|pekerja)/m.exec(output());
      if (found?.[1] !== undefined) resolve(found[1] === 'pekerja' ? '' : found[1]);
    };
    child.stdout?.on('data', look);
    ended.then(
      ({ code, signal }) =>
        reject(new Error(`ended before it was ready (${String(code ?? signal)}):\n${output()}`)),
      reject,
    );
  });
  return { pid: child.pid ?? 0, url, output, faults, kill: (signal) => child.kill(signal), ended };
}

function start(options: ProgramOptions): {
  child: ChildProcess;
  ended: Promise<ProgramEnd>;
  output: () => string;
} {
  const project = options.root ?? root;
  const child = spawn(process.execPath, [path.join(project, 'dist/cli.js'), ...(options.args ?? ['serve'])], {
    cwd: project,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...options.env },
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  // A spec that is cut off leaves no program behind.
  const cutOff = (): void => void child.kill('SIGKILL');
  process.once('exit', cutOff);
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (stderr += String(chunk)));
  child.stdin?.end(options.input);
  const ended = new Promise<ProgramEnd>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('exit', cutOff);
      resolve({ code, signal, stdout, stderr });
    });
  });
  return { child, ended, output: () => stdout + stderr };
}
