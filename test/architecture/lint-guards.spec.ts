import path from 'node:path';
import { copyTree, type ScratchTree } from './scratch-tree.js';

interface LintResult {
  readonly filePath: string;
  readonly messages: ReadonlyArray<{ readonly ruleId: string | null; readonly message: string }>;
}

interface Breach {
  readonly what: string;
  readonly rule: string;
  readonly file: string;
  readonly text: string;
}

const syntax = 'no-restricted-syntax';
const breach = (what: string, rule: string, file: string, text: string): Breach => ({
  what,
  rule,
  file,
  text,
});

const breaches: Breach[] = [
  breach(
    'Date.now() in a step',
    syntax,
    'src/cases/requests/planted-now.ts',
    'export const p = (): number => Date.now();\n',
  ),
  breach(
    'new Date() without argument in a step',
    syntax,
    'src/cases/requests/planted-new-date.ts',
    'export const p = (): Date => new Date();\n',
  ),
  breach(
    'Date() as a function',
    syntax,
    'src/office/audit/planted-date-call.ts',
    'export const p = (): string => Date();\n',
  ),
  breach(
    'Temporal.Now in the law',
    syntax,
    'src/law/planted-now.ts',
    "import { Temporal } from 'temporal-polyfill';\nexport const p = (): string => Temporal.Now.plainDateISO().toString();\n",
  ),
  breach(
    'Date.now() in the platform outside its clock',
    syntax,
    'src/platform/queue/planted-now.ts',
    'export const p = (): number => Date.now();\n',
  ),
  breach(
    'a click that does not wait for its page',
    syntax,
    'test/staff/planted-click.ts',
    "export const p = (page: { click(at: string): Promise<void> }): Promise<void> => page.click('main button');\n",
  ),
  breach(
    'process.env outside platform/config',
    syntax,
    'src/platform/mail/planted-env.ts',
    "export const p = process.env['SMTP_URL'];\n",
  ),
  breach(
    'process.env taken apart',
    syntax,
    'src/office/staff/planted-env.ts',
    'const { env } = process;\nexport const p = env;\n',
  ),
  breach(
    'the environment imported',
    syntax,
    'src/office/staff/planted-process.ts',
    "import { env } from 'node:process';\nexport const p = env;\n",
  ),
  breach(
    'a default export',
    syntax,
    'src/office/tasks/planted-default.ts',
    'export default class Planted {}\n',
  ),
  breach('an enum', syntax, 'src/office/tasks/planted-enum.ts', 'export enum Planted { One }\n'),
  breach('a star export', syntax, 'src/office/tasks/planted-star.ts', "export * from './planted-enum.js';\n"),
  breach(
    'any',
    '@typescript-eslint/no-explicit-any',
    'src/office/tasks/planted-any.ts',
    'export const p = (x: any): string => String(x);\n',
  ),
  breach(
    'any in a spec',
    '@typescript-eslint/no-explicit-any',
    'test/planted-any.spec.ts',
    'export const p = (x: any): string => String(x);\n',
  ),
  breach(
    'a floating promise',
    '@typescript-eslint/no-floating-promises',
    'src/cases/requests/planted-floating.ts',
    'const work = async (): Promise<void> => {};\nexport function p(): void {\n  work();\n}\n',
  ),
  breach(
    'a floating promise silenced by void',
    '@typescript-eslint/no-floating-promises',
    'src/cases/requests/planted-void.ts',
    'const work = async (): Promise<void> => {};\nexport function p(): void {\n  void work();\n}\n',
  ),
  breach(
    'a promise where none is awaited',
    '@typescript-eslint/no-misused-promises',
    'src/cases/requests/planted-misused.ts',
    'export function p(list: string[]): void {\n  list.forEach(async () => {});\n}\n',
  ),
  breach(
    'a non-null assertion',
    '@typescript-eslint/no-non-null-assertion',
    'src/cases/requests/planted-bang.ts',
    'export const p = (list: string[]): string => list[0]!;\n',
  ),
  breach(
    'process in the law',
    'no-restricted-globals',
    'src/law/planted-process.ts',
    'export const p = (): string => process.cwd();\n',
  ),
];

const allowed = {
  'src/platform/clock/planted-clock.ts': 'export const p = (): number => Date.now();\n',
  'src/platform/config/planted-config.ts': "export const p = process.env['PORT'];\n",
  'src/cases/requests/planted-date.ts': 'export const p = (at: string): Date => new Date(at);\n',
  'src/cases/requests/planted-date.spec.ts': 'export const p = (): Date => new Date();\n',
};

describe('lint guards', () => {
  let tree: ScratchTree;
  let results: LintResult[];
  const rulesIn = (file: string): string[] =>
    results
      .filter(({ filePath }) => path.relative(tree.folder, filePath) === file)
      .flatMap(({ messages }) => messages.map(({ ruleId, message }) => ruleId ?? message));

  beforeAll(async () => {
    tree = await copyTree('lint');
    await tree.plant(Object.fromEntries(breaches.map(({ file, text }) => [file, text])));
    await tree.plant(allowed);
    const files = [...breaches.map(({ file }) => file), ...Object.keys(allowed)];
    const { stdout, stderr } = await tree.run('eslint/bin/eslint.js', ['--format', 'json', ...files]);
    if (stdout === '') throw new Error(`ESLint said nothing: ${stderr}`);
    results = JSON.parse(stdout) as LintResult[];
  }, 120_000);
  afterAll(() => tree.remove());

  it.each(breaches.map((planted) => [planted.what, planted] as const))('refuses %s', (_, planted) => {
    expect(rulesIn(planted.file)).toContain(planted.rule);
  });

  it.each(Object.keys(allowed))('lets %s be', (file) => {
    expect(rulesIn(file)).toEqual([]);
  });
});
