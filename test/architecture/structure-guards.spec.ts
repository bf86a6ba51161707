import { copyTree, projectRoot, type ScratchTree, runTool, type ToolRun } from './scratch-tree.js';

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

const tool = 'dependency-cruiser/bin/dependency-cruise.mjs';
const args = ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];

function violations({ stdout, stderr }: ToolRun): Violation[] {
  if (stdout === '') throw new Error(`dependency-cruiser said nothing: ${stderr}`);
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

/** The order as the style guide writes it, read apart from the configuration that enforces it. */
const houseOrder: Readonly<Record<string, string>> = {
  desks: 'site + tracking + workspace + oversight + admin + reports',
  routines: 'escalation + decrees + retention + rounds',
  cases: 'disputes -> objections -> decisions -> extensions -> routing + messages -> requests',
  office:
    'documents + register + notifications + deadlines -> requesters + tasks -> calendar + agencies + staff -> access + audit',
  platform: 'clock + mail',
};
const level: Readonly<Record<string, number>> = { desks: 0, routines: 0, cases: 1, office: 2, platform: 3 };

interface Room {
  readonly storey: string;
  readonly name: string;
  readonly rank: number;
}
const rooms: Room[] = Object.entries(houseOrder).flatMap(([storey, order]) =>
  order.split(' -> ').flatMap((group, rank) => group.split(' + ').map((name) => ({ storey, name, rank }))),
);

function mayImport(from: Room, to: Room): boolean {
  const [upper = 0, lower = 0] = [level[from.storey], level[to.storey]];
  if (upper !== lower) return upper < lower;
  if (from.storey !== to.storey) return false;
  return from.storey === 'platform' || from.rank < to.rank;
}

/** One breach: the rule that must name it, the file that commits it, and what else the tree then needs. */
interface Breach {
  readonly what: string;
  readonly rule: string;
  readonly from: string;
  readonly text: string;
  readonly others?: Readonly<Record<string, string>>;
}

const law = (text: string, name: string): Pick<Breach, 'rule' | 'from' | 'text'> => ({
  rule: 'law-is-pure',
  from: `src/law/planted-${name}.ts`,
  text,
});
const outside = (module: string): Breach => ({
  what: `${module} outside platform`,
  rule: 'only-platform-talks-outside',
  from: `src/cases/requests/planted-talk-${module.replace(/\W/g, '-')}.ts`,
  text: `import * as outside from '${module}';\nexport const planted = outside;\n`,
});
const privateKinds = ['entity', 'dto', 'controller', 'mail', 'page', 'deadline'];

const breaches: Breach[] = [
  {
    what: 'the law reading files',
    ...law("import { readFileSync } from 'node:fs';\nexport const p = readFileSync;\n", 'fs'),
  },
  {
    what: 'the law knowing the framework',
    ...law("import { Injectable } from '@nestjs/common';\nexport const p = Injectable;\n", 'nest'),
  },
  {
    what: 'the law knowing a type of the database',
    ...law("import type { EntityManager } from 'typeorm';\nexport type P = EntityManager;\n", 'type'),
  },
  {
    what: 'the law knowing a room',
    ...law("import { planted } from '../office/audit/planted.js';\nexport const p = planted;\n", 'room'),
  },
  ...privateKinds.map((kind) => ({
    what: `a private *.${kind}.ts of another room`,
    rule: 'private-files',
    from: `src/cases/decisions/planted-uses-${kind}.ts`,
    text: `import type { P } from '../extensions/planted-private.${kind}.js';\nexport type Q = P;\n`,
    others: { [`src/cases/extensions/planted-private.${kind}.ts`]: 'export type P = string;\n' },
  })),
  ...[
    'nodemailer',
    'bullmq',
    'ioredis',
    'pg',
    'node:fs',
    'node:fs/promises',
    'node:net',
    'node:child_process',
    'node:crypto',
    'fs',
  ].map(outside),
  {
    what: 'a controller that knows TypeORM',
    rule: 'thin-controllers',
    from: 'src/cases/requests/planted-typeorm.controller.ts',
    text: "import { DataSource } from 'typeorm';\nexport const p = DataSource;\n",
  },
  {
    what: 'a controller that knows an entity of its own room',
    rule: 'thin-controllers',
    from: 'src/cases/requests/planted-entity.controller.ts',
    text: "import type { P } from './planted-own.entity.js';\nexport type Q = P;\n",
    others: { 'src/cases/requests/planted-own.entity.ts': 'export type P = string;\n' },
  },
  {
    what: 'a cycle of two files',
    rule: 'no-cycles',
    from: 'src/office/audit/planted-one.ts',
    text: "import type { B } from './planted-two.js';\nexport type A = { b?: B };\n",
    others: {
      'src/office/audit/planted-two.ts':
        "import type { A } from './planted-one.js';\nexport type B = { a?: A };\n",
    },
  },
  {
    what: 'a barrel',
    rule: 'no-barrels',
    from: 'src/office/access/index.ts',
    text: "export { planted } from './planted.js';\n",
  },
  {
    what: 'a file of the program that imports a test',
    rule: 'tests-stay-out',
    from: 'src/office/staff/planted-test.ts',
    text: "import { x } from '../../../test/support/planted.js';\nexport const p = x;\n",
    others: { 'test/support/planted.ts': 'export const x = 1;\n' },
  },
  {
    what: 'a file of the program that imports a spec',
    rule: 'tests-stay-out',
    from: 'src/office/staff/planted-spec-user.ts',
    text: "import { x } from './planted-thing.spec.js';\nexport const p = x;\n",
    others: { 'src/office/staff/planted-thing.spec.ts': 'export const x = 1;\n' },
  },
  {
    what: 'a file of the program that imports a development package',
    rule: 'tests-stay-out',
    from: 'src/office/staff/planted-dev.ts',
    text: "import fc from 'fast-check';\nexport const p = fc;\n",
  },
  {
    what: 'a room that imports a starting file',
    rule: 'nobody-imports-the-start',
    from: 'src/office/staff/planted-start.ts',
    text: "import { AppModule } from '../../app.module.js';\nexport const p = AppModule;\n",
  },
  {
    what: 'a room without a place in the order',
    rule: 'rooms-are-named',
    from: 'src/desks/site/planted-new-room.ts',
    text: "import { p } from '../../office/novelties/planted.js';\nexport const q = p;\n",
    others: { 'src/office/novelties/planted.ts': 'export const p = 1;\n' },
  },
  {
    what: 'a folder of technical kinds',
    rule: 'storeys-are-named',
    from: 'src/desks/site/planted-kinds.ts',
    text: "import { p } from '../../services/planted.js';\nexport const q = p;\n",
    others: { 'src/services/planted.ts': 'export const p = 1;\n' },
  },
  {
    what: 'a loose file directly in src',
    rule: 'storeys-are-named',
    from: 'src/desks/site/planted-loose.ts',
    text: "import { p } from '../../planted-loose.js';\nexport const q = p;\n",
    others: { 'src/planted-loose.ts': 'export const p = 1;\n' },
  },
  {
    what: 'an import that leads nowhere',
    rule: 'everything-resolves',
    from: 'src/office/staff/planted-nowhere.ts',
    text: "import { p } from './planted-missing.js';\nexport const q = p;\n",
  },
];

const pairFile = (from: Room, to: Room): string =>
  `src/${from.storey}/${from.name}/planted-uses-${to.storey}-${to.name}.ts`;

describe('structure guards', () => {
  let tree: ScratchTree;
  let found: Violation[];
  const foundIn = (file: string, rule: string): boolean =>
    found.some((violation) => violation.from === file && violation.rule.name === rule);

  beforeAll(async () => {
    tree = await copyTree('structure');
    for (const room of rooms) {
      await tree.plant({ [`src/${room.storey}/${room.name}/planted.ts`]: 'export const planted = 1;\n' });
      for (const to of rooms.filter((other) => other !== room)) {
        const target = `../../${to.storey}/${to.name}/planted.js`;
        await tree.plant({
          [pairFile(room, to)]: `import { planted } from '${target}';\nexport const used = planted;\n`,
        });
      }
    }
    for (const { from, text, others } of breaches) await tree.plant({ [from]: text, ...others });
    await tree.plant({
      'src/law/planted-temporal.ts':
        "import { Temporal } from 'temporal-polyfill';\nexport const p = Temporal;\n",
      'src/office/tasks/planted-dead.ts':
        "import { planted } from './planted.js';\nexport const d = planted;\n",
    });
    found = violations(await tree.run(tool, args));
  }, 300_000); // half a minute alone; thousands of planted files
  afterAll(() => tree.remove());

  it('finds nothing in the tree as it is', async () => {
    const clean = violations(await runTool(projectRoot, tool, args));
    expect(clean.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  }, 120_000);

  it.each(breaches.map((breach) => [breach.what, breach] as const))('refuses %s', (_, { from, rule }) => {
    expect(foundIn(from, rule)).toBe(true);
  });

  it('lets the law use temporal-polyfill and nothing else', () => {
    const planted = found.filter(({ from }) => from === 'src/law/planted-temporal.ts');
    expect(planted.map(({ rule }) => rule.name)).not.toContain('law-is-pure');
  });

  it('finds a file that no process reaches though it imports', () => {
    const dead = found.filter(({ rule }) => rule.name === 'no-dead-files').map(({ to }) => to);
    expect(dead).toContain('src/office/tasks/planted-dead.ts');
  });

  it('judges every pair of rooms as the style guide does', () => {
    const wrong = rooms.flatMap((from) =>
      rooms
        .filter((to) => to !== from)
        .filter((to) => {
          const file = pairFile(from, to);
          const refused = foundIn(file, 'order-of-storeys') || foundIn(file, 'order-of-rooms');
          return refused === mayImport(from, to);
        })
        .map((to) => `${from.storey}/${from.name} -> ${to.storey}/${to.name}`),
    );
    expect(wrong).toEqual([]);
  });
});
