import TestSequencer from '@jest/test-sequencer';

/**
 * The specs that take longest, seconds of an idle machine; they begin first, so that both workers end together. Where
 * Jest remembers how long a spec took here, it goes by that.
 */
const SECONDS = {
  'test/model/games.spec.ts': 75,
  'test/model/more-games.spec.ts': 75,
  'test/workspace/looks.spec.ts': 70,
  'test/workspace/rooms-looks.spec.ts': 60,
  'test/workspace/looks-of-acts.spec.ts': 60,
  'test/policy/every-route.spec.ts': 60,
  'test/reports/registers.spec.ts': 60,
  'test/rules/readings-journeys.spec.ts': 55,
  'test/notifications/service-rules.spec.ts': 55,
  'test/oversight/board.spec.ts': 50,
  'test/reports/looks.spec.ts': 50,
  'test/admin/admin-browser.spec.ts': 50,
  'test/refusals/decree-review.spec.ts': 50,
  'test/runtime/start.spec.ts': 50,
  'test/architecture/refused-starts.spec.ts': 50,
  'test/notifications/news-on-paper.spec.ts': 45,
  'test/bad-input/door.spec.ts': 40,
  'test/reports/long-register.spec.ts': 40,
  'test/journeys/prompt-queue.spec.ts': 40,
  'test/bad-input/json-bodies.spec.ts': 35,
  'test/journeys/every-row.spec.ts': 35,
  'test/journeys/outage.spec.ts': 35,
  'test/calendar/moved-with-decree.spec.ts': 30,
  'test/architecture/structure-guards.spec.ts': 28,
  'test/refusals/refusals.spec.ts': 26,
};

export default class LongestFirst extends TestSequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => secondsOf(b) - secondsOf(a));
  }
}

function secondsOf(test) {
  if (test.duration !== undefined) return test.duration / 1000;
  const name = Object.keys(SECONDS).find((file) => test.path.endsWith(`/${file}`));
  return name === undefined ? 0 : SECONDS[name];
}
