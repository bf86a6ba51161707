import { Logger } from '@nestjs/common';
import { HealthRegistry, type HealthFinding } from './health-registry.js';
import { HealthWatch } from './health-watch.js';

const LATE: HealthFinding = { status: 'warn', alarm: 'late', note: 'rows are late', figures: { due: 3 } };
const OK: HealthFinding = { status: 'ok' };

let said: string[];
let found: { rows: HealthFinding; database: HealthFinding };
let watch: HealthWatch;

beforeEach(() => {
  said = [];
  Logger.overrideLogger({
    log: (message: string) => said.push(`log ${message}`),
    warn: (message: string) => said.push(`warn ${message}`),
    error: () => undefined,
  });
  found = { rows: OK, database: OK };
  const health = new HealthRegistry();
  health.register('rows', () => Promise.resolve(found.rows));
  health.register('database', () => Promise.resolve(found.database));
  watch = new HealthWatch(health);
});

afterEach(() => {
  Logger.overrideLogger(false);
});

describe('what a process sees of its own health', () => {
  it('is quiet while all is well', async () => {
    for (let looks = 0; looks < 3; looks += 1) await watch.look();
    expect([said, watch.alarms]).toEqual([[], []]);
  });

  it('is called out at the second look, once, with its figures', async () => {
    found.rows = LATE;
    await watch.look();
    expect([said, watch.alarms]).toEqual([[], []]);
    for (let looks = 0; looks < 5; looks += 1) await watch.look();
    expect(said).toEqual(['warn rows: rows are late due=3']);
    expect(watch.alarms).toEqual([{ key: 'rows.late', figures: { due: 3 } }]);
  });

  it('is told again when it becomes something else, and every ten minutes', async () => {
    found.rows = LATE;
    for (let looks = 0; looks < 40; looks += 1) await watch.look();
    expect(said).toHaveLength(2);
    found.rows = { status: 'warn', alarm: 'failing', note: 'rows fail' };
    await watch.look();
    expect(said.slice(2)).toEqual(['warn rows: rows fail']);
  });

  it('ends with a word when all is well again, and begins anew', async () => {
    found.rows = LATE;
    for (let looks = 0; looks < 2; looks += 1) await watch.look();
    found.rows = OK;
    await watch.look();
    expect([said.at(-1), watch.alarms]).toEqual(['log rows: well again', []]);
    found.rows = LATE;
    await watch.look();
    expect(watch.alarms).toEqual([]);
  });

  it('counts what gives no answer in one alarm', async () => {
    const broken: HealthFinding = { status: 'warn', alarm: 'unanswered', note: 'check failed' };
    found = { rows: broken, database: broken };
    for (let looks = 0; looks < 2; looks += 1) await watch.look();
    expect(watch.alarms).toEqual([{ key: 'checks.unanswered', figures: { checks: 2 } }]);
    found.database = OK;
    await watch.look();
    expect(watch.alarms).toEqual([{ key: 'checks.unanswered', figures: { checks: 1 } }]);
    found.rows = OK;
    await watch.look();
    expect(watch.alarms).toEqual([]);
  });

  it('names the database alone while it is away', async () => {
    found = {
      rows: { status: 'fail', note: 'check failed' },
      database: { status: 'fail', note: 'check failed' },
    };
    for (let looks = 0; looks < 3; looks += 1) await watch.look();
    expect(said).toEqual(['warn database: check failed']);
  });
});
