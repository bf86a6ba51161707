import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { addCalendarDays, type LocalDate } from '../../src/law/local-date.js';
import { TestApp } from '../support/app.js';
import { FOUND_GAMES } from './found-games.js';
import { Game, type Step } from './game.js';
import { MOVES } from './moves.js';
import { Program } from './program.js';

/*
 * The whole law as a game: one request, any act by anybody in any order, decrees, and time that passes. After every
 * step the program must say what the rulebook says: done, or 409 and nothing changed; the same states, the same dates,
 * the same clocks; and no invariant is broken. `npm run test:model` plays 2,000 games of 60 steps; a plain run plays
 * fewer. MODEL_SEED picks other games, MODEL_REPLAY names a file with one told game to play again.
 */
const GAMES = Number(process.env['MODEL_GAMES'] ?? 100);
const STEPS = Number(process.env['MODEL_STEPS'] ?? 40);
const SEED = Number(process.env['MODEL_SEED'] ?? 20_261_126);
const REPLAY = process.env['MODEL_REPLAY'];
/** After so long a run ends with the games that it has played, and says how many. */
const MINUTES = Number(process.env['MODEL_MINUTES'] ?? 120);
const MILLISECONDS = 60_000;

// No worker runs: only the game sweeps, so that nothing happens between two steps.
const app = new TestApp({
  at: '2026-03-02T09:00:00+09:00',
  role: 'web',
  env: { REDIS_URL: 'redis://127.0.0.1:9' },
});
let program: Program;
beforeAll(async () => {
  await app.start();
  program = new Program(app);
  await program.open();
}, 120_000);
afterAll(async () => {
  await program.close();
  await app.stop();
});

interface Told {
  readonly starts: LocalDate;
  readonly steps: Step[];
}

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 20, arbitrary: fc.nat(9_999).map((lawful) => ({ lawful })) },
  {
    weight: 20,
    arbitrary: fc
      .constantFrom(...MOVES.keys())
      .map((at) => ({ move: `${String(at)} ${MOVES[at]?.name ?? ''}` })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('close' as const, 'open again' as const).map((decree) => ({ decree })),
  },
  { weight: 6, arbitrary: fc.constantFrom(1, 2, 5, 9, 20, 45).map((days) => ({ days })) },
  {
    weight: 1,
    arbitrary: fc.record({
      outage: fc.tuple(fc.nat(14), fc.nat(14)),
      falls: fc.constantFrom(null, 'close' as const, 'open again' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom('last-minute' as const, 'just-over' as const).map((edge) => ({ edge })),
  },
);
const anyGame: fc.Arbitrary<Told> = fc.record({
  starts: fc.integer({ min: 0, max: 250 }).map((days) => addCalendarDays('2026-03-02' as LocalDate, days)),
  steps: fc.array(anyStep, { minLength: STEPS, maxLength: STEPS }),
});

it.each(FOUND_GAMES)(
  'no longer shows $showed',
  async ({ steps }) => {
    await playOut('2026-03-02' as LocalDate, steps);
  },
  120_000,
);

it(
  `follows the rulebook through ${String(GAMES)} games of ${String(STEPS)} steps`,
  async () => {
    let played = 0;
    const play = fc.asyncProperty(anyGame, async ({ starts, steps }) => {
      await playOut(starts, steps);
      played += 1;
      if (played % 25 === 0) tell(played);
    });
    const once = { numRuns: 1, endOnFailure: true };
    await fc
      .assert(
        play,
        REPLAY === undefined
          ? {
              numRuns: GAMES,
              seed: SEED,
              endOnFailure: true,
              interruptAfterTimeLimit: MINUTES * MILLISECONDS,
              // Fewer games than the name says are a failure, unless somebody asked for so many minutes.
              markInterruptAsFailure: process.env['MODEL_MINUTES'] === undefined,
            }
          : { ...once, examples: [[JSON.parse(readFileSync(REPLAY, 'utf8')) as Told]] },
      )
      .finally(() => tell(played));
  },
  (MINUTES + 5) * MILLISECONDS,
);

async function playOut(starts: LocalDate, steps: readonly Step[]): Promise<void> {
  await app.setClock(`${starts}T09:00:00+09:00`);
  const game = new Game(program, await program.file());
  for (const step of steps) await game.play(step);
  await game.end();
}

function tell(played: number): void {
  process.stdout.write(
    `${String(played)} games played in ${String(Math.round(performance.now() / 1_000))} s\n`,
  );
}
