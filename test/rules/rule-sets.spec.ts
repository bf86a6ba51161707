import { localDate } from '../../src/law/local-date.js';
import { DEFAULT_RULESET, type Ruleset } from '../../src/law/ruleset.js';
import { CityRules } from '../../src/office/calendar/city-rules.js';
import { CurrentCalendar } from '../../src/office/calendar/current-calendar.js';
import { loadRuleSet, type RuleSetLoaded } from '../../src/office/calendar/load-rule-set.js';
import { ALL, SYSTEM } from '../../src/platform/database/scope.js';
import { useOffice } from '../staff/office.js';

const office = useOffice();

function load(choices: Partial<Ruleset>, effectiveFrom: string | null = null): Promise<RuleSetLoaded> {
  const wanted = {
    ruleset: { ...DEFAULT_RULESET, ...choices },
    effectiveFrom: effectiveFrom === null ? null : localDate(effectiveFrom),
  };
  return office.database.transaction(SYSTEM, ALL, (tx) => loadRuleSet(tx, wanted));
}

async function today(): Promise<string> {
  const [row] = await office.sql<{ day: string }>(
    `SELECT to_char(tenggat_now() AT TIME ZONE 'Asia/Jayapura', 'YYYY-MM-DD') AS day`,
  );
  return row?.day ?? '';
}

describe('versions of the rule set', () => {
  it('are made only by other choices, and once when four machines load at once', async () => {
    const same = await load({});
    expect(same.isNew).toBe(false);
    const loads = await Promise.all(
      Array.from({ length: 4 }, () => load({ collectiveLeave: 'working', firstDay: 'day-of-receipt' })),
    );
    expect(loads.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(loads.map(({ version }) => version))).toEqual(new Set([same.version + 1]));
    expect(loads[0]?.effectiveFrom).toBe(await today());
  });

  it('are read each by its own number, with its own calendar', async () => {
    const rules = office.get(CityRules);
    const calendar = office.get(CurrentCalendar);
    await calendar.refresh();
    const { version, ruleset } = await rules.current();
    expect(ruleset.collectiveLeave).toBe('working');
    const christmasEve = localDate('2026-12-24');
    expect((await calendar.get()).isWorkingDay(christmasEve)).toBe(true);
    const older = { rule_set_version: version - 1 };
    expect((await rules.ofCase(older)).collectiveLeave).toBe('free');
    expect((await calendar.forCase(older)).isWorkingDay(christmasEve)).toBe(false);
    await expect(rules.of(9_999)).rejects.toThrow(/9999/u);
  });

  it('never begin in the past, and a later day is kept', async () => {
    const past = await load({ extensionBase: 'day-of-letter' }, '2020-01-01');
    expect(past.effectiveFrom).toBe(await today());
    const later = await load({}, '2099-01-01');
    expect(later.effectiveFrom).toBe('2099-01-01');
    const rules = office.get(CityRules);
    await rules.refresh();
    expect((await rules.current()).version).toBe(past.version);
    expect((await rules.inForceOn(localDate('2099-01-01'))).version).toBe(later.version);
    expect((await rules.all()).map(({ version }) => version)).toEqual(
      expect.arrayContaining([past.version, later.version]),
    );
  });

  it('cannot be changed or taken away by the program', async () => {
    await expect(
      office.database.transaction(SYSTEM, ALL, (tx) => tx.execute(`UPDATE rule_sets SET settings = '{}'`)),
    ).rejects.toThrow(/permission denied/u);
    await expect(
      office.database.transaction(SYSTEM, ALL, (tx) => tx.execute('DELETE FROM rule_sets')),
    ).rejects.toThrow(/permission denied/u);
  });
});
