import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { addCalendarDays, type LocalDate } from '../../src/law/local-date.js';
import { READINGS, type Ruleset, type RulesetKey } from '../../src/law/ruleset.js';
import { TestApp } from '../support/app.js';
import { Game, type Act, type Step } from './game.js';
import { MOVES } from './moves.js';
import { Program, type Filing } from './program.js';

/*
 * The whole law as a game: one request, any act by anybody in any order, decrees, and time that passes. After every
 * step the program must say what the rulebook says: done, or 409 and nothing changed; the same states, the same dates,
 * the same clocks; and no invariant is broken. `npm run test:model` plays 2,000 games of 60 steps; a plain run plays
 * fewer. MODEL_SEED picks other games, MODEL_REPLAY names a file with one told game to play again.
 * Two spec files share the games, so that both cores of a small machine play.
 */
const GAMES = Number(process.env['MODEL_GAMES'] ?? 100);
const STEPS = Number(process.env['MODEL_STEPS'] ?? 40);
const SEED = Number(process.env['MODEL_SEED'] ?? 20_261_126);
const REPLAY = process.env['MODEL_REPLAY'];
/** After so long a run ends with the games that it has played, and says how many. */
const MINUTES = Number(process.env['MODEL_MINUTES'] ?? 120);
const MILLISECONDS = 60_000;

interface Told {
  readonly starts: LocalDate;
  /** Letters are printed in one game of four, and in a game that was found. */
  readonly prints?: boolean;
  /** Readings of the law other than the safe ones. */
  readonly readings?: Partial<Ruleset>;
  /** How the first request of the game came in. */
  readonly filing?: Filing;
  readonly steps: readonly Step[];
}

const anyAct: fc.Arbitrary<Act> = fc.oneof(
  fc.nat(9_999).map((lawful) => ({ lawful })),
  fc.constantFrom(...MOVES.keys()).map((at) => ({ move: `${String(at)} ${MOVES[at]?.name ?? ''}` })),
);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 40, arbitrary: anyAct },
  { weight: 3, arbitrary: anyAct.map((act) => ({ unswept: act })) },
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
/** Doubts that are about a person and not about a clock have specs of their own (D7, D12, D16, D17). */
const PLAYED = [
  'replyClock',
  'incompletePausesClock',
  'extensionBase',
  'collectiveLeave',
  'localClosures',
  'firstDay',
  'afterHoursRollsOver',
  'objectionClock',
  'exemptionApprover',
  'paymentPausesDelivery',
  'objectionDecider',
  'acceptSpokenAndPost',
  'registerScope',
  'onlineCountsAsWritten',
] as const satisfies readonly RulesetKey[];
const otherReadings: fc.Arbitrary<Partial<Ruleset>> = fc
  .tuple(
    ...PLAYED.map((key) => fc.constantFrom(...READINGS[key].values).map((value) => [key, value] as const)),
  )
  .map((chosen) => Object.fromEntries(chosen) as Partial<Ruleset>);
const anyFiling: fc.Arbitrary<Filing> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ channel: 'web' as const, daysAgo: 0 }) },
  { weight: 1, arbitrary: fc.constant({ channel: 'web' as const, daysAgo: 0, byPost: true }) },
  {
    weight: 1,
    arbitrary: fc.record({
      channel: fc.constantFrom('counter' as const, 'spoken' as const, 'post' as const, 'email' as const),
      daysAgo: fc.constantFrom(0, 1, 4, 9, 16),
      byPost: fc.boolean(),
    }),
  },
);
const anyGame: fc.Arbitrary<Told> = fc.record({
  starts: fc.integer({ min: 0, max: 250 }).map((days) => addCalendarDays('2026-03-02' as LocalDate, days)),
  readings: fc.oneof({ weight: 1, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: otherReadings }),
  filing: anyFiling,
  prints: fc.nat(3).map((one) => one === 0),
  steps: fc.array(anyStep, { minLength: STEPS, maxLength: STEPS }),
});

/** A program for games. No worker runs: only the game sweeps, so that nothing happens between two steps. */
export function useTable(): Table {
  const app = new TestApp({
    at: '2026-03-02T09:00:00+09:00',
    role: 'web',
    env: { REDIS_URL: 'redis://127.0.0.1:9' },
  });
  const program = new Program(app);
  beforeAll(async () => {
    await app.start();
    await program.open();
  }, 120_000);
  afterAll(async () => {
    await program.close();
    await app.stop();
  });
  return { app, program };
}

export interface Table {
  readonly app: TestApp;
  readonly program: Program;
}

/** Plays one told game to its end. */
export async function playOut(
  program: Program,
  { starts, prints = true, readings = {}, filing, steps }: Told,
): Promise<void> {
  await program.printLetters(prints);
  await program.setClock(`${starts}T09:00:00+09:00`);
  await program.readLawAs(readings);
  const game = new Game(program, await program.file('disdik', filing));
  for (const step of steps) await game.play(step);
  await game.end();
}

/** The test that plays this half of the games; a told game of MODEL_REPLAY is played by the first half alone. */
export function playHalf({ program }: Table, half: 0 | 1): void {
  const games = REPLAY === undefined ? Math.ceil((GAMES - half) / 2) : half === 0 ? 1 : 0;
  if (games === 0) return;
  it(
    `follows the rulebook through ${String(games)} games of ${String(STEPS)} steps`,
    async () => {
      let played = 0;
      const play = fc.asyncProperty(anyGame, async (told) => {
        await playOut(program, told);
        played += 1;
        if (played % 25 === 0) tell(played);
      });
      await fc.assert(play, chosenGames(games, SEED + half)).finally(() => tell(played));
    },
    (MINUTES + 5) * MILLISECONDS,
  );
}

function chosenGames(games: number, seed: number): fc.Parameters<[Told]> {
  if (REPLAY !== undefined)
    return {
      numRuns: 1,
      endOnFailure: true,
      examples: [[JSON.parse(readFileSync(REPLAY, 'utf8')) as Told]],
    };
  return {
    numRuns: games,
    seed,
    endOnFailure: true,
    interruptAfterTimeLimit: MINUTES * MILLISECONDS,
    // Fewer games than the name says are a failure, unless somebody asked for so many minutes.
    markInterruptAsFailure: process.env['MODEL_MINUTES'] === undefined,
  };
}

function tell(played: number): void {
  process.stdout.write(
    `${String(played)} games played in ${String(Math.round(performance.now() / 1_000))} s\n`,
  );
}
