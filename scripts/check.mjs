/**
 * `npm run check`: what CI asks before anything slow. Format, lint, types, dependency rules, pure specs.
 * The first four share the two cores; each step's output is printed whole, in this order. Exit 1 if any fails.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bin = (file) => path.join(root, 'node_modules', file);

const statics = [
  ['format', bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.'],
  ['lint', bin('eslint/bin/eslint.js'), '--max-warnings=0', '.'],
  ['types', bin('typescript/bin/tsc'), '-p', 'tsconfig.check.json'],
  [
    'dependency rules',
    bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    ...['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'],
  ],
];
const specs = ['specs', bin('jest/bin/jest.js'), '--testMatch', '<rootDir>/src/**/*.spec.ts'];

function run([name, ...args]) {
  const started = performance.now();
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const env =
    name === 'specs'
      ? {
          ...inherited,
          NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
          TENGGAT_TEST_PURE: 'on',
        }
      : inherited;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      resolve({ name, ok: code === 0, seconds, output: Buffer.concat(output).toString().trimEnd() });
    });
  });
}

/** Runs the steps two at a time and answers their results in the order given. */
async function runTwoAtATime(steps) {
  const results = new Array(steps.length);
  const queue = steps.map((step, index) => ({ step, index }));
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      results[next.index] = await run(next.step);
    }
  };
  await Promise.all([work(), work()]);
  return results;
}

// Longest first, so that the two lanes end together.
const results = [
  ...(await runTwoAtATime([statics[1], statics[2], statics[0], statics[3]])),
  await run(specs),
];
for (const { name, ok, seconds, output } of results) {
  if (output !== '' && (!ok || name === 'specs')) console.log(output);
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
}
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
