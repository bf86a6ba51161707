import { passedSteps } from './platform/process/crash-point.js';
import type { RunningProgram } from './serve.js';

/** What the operator reads once the program is ready; the first line is a contract with scripts. */
export function readyLines(program: RunningProgram): readonly string[] {
  const { config, url, accountsFile, notes } = program;
  if (url === null) return ['Tenggat siap: pekerja berjalan', ...notes];
  const lines = [
    `Tenggat siap: ${url}`,
    `  Situs publik     ${url}/`,
    `  Masuk petugas    ${url}/petugas/masuk`,
  ];
  if (config.embedded) lines.push(`  Kotak surat      ${url}/_surat`);
  if (accountsFile !== null) lines.push(`  Akun pertama     ${accountsFile}`);
  if (config.embedded) lines.push(`  Data             ${config.dataDir}`);
  if (config.testHooks) lines.push(`  Pengait uji      ${url}/_test (TEST_HOOKS=on)`);
  // Whoever walks the crash points of an act begins behind those of the start.
  if (config.testCrashAt !== null) lines.push(`  Langkah uji lewat ${passedSteps()}`);
  return [...lines, ...notes.map((note) => `  ${note}`)];
}
