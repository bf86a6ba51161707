import { parse } from 'csv-parse/sync';
import type { TestApp } from '../support/app.js';
import { runTenggat, type ProgramEnd } from '../support/program.js';

/** The operator's tool on the database of the app, by its clock. */
export function tenggatOf(app: TestApp, ...args: readonly string[]): Promise<ProgramEnd> {
  return runTenggat(args, {
    env: {
      DATABASE_URL: app.databaseUrl,
      MASTER_KEY_FILE: process.env.TENGGAT_TEST_MASTER_KEY ?? '',
      DATA_DIR: app.dataDir,
      TEST_HOOKS: 'on',
    },
  });
}

/** A register as it is printed: each row by the names of the official columns. */
export async function printedRegister(
  app: TestApp,
  ...args: readonly string[]
): Promise<readonly Readonly<Record<string, string>>[]> {
  const end = await tenggatOf(app, 'register', ...args);
  expect([end.stderr, end.code]).toEqual(['', 0]);
  return parse(end.stdout, { columns: true, bom: true });
}
