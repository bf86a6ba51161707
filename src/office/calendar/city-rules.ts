import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { ruleSetInForce } from '../../law/rule-set-in-force.js';
import { READINGS, readRuleset, type Ruleset } from '../../law/ruleset.js';
import { Database } from '../../platform/database/database.js';
import { RefreshedValue } from '../../platform/database/refreshed-value.js';

const KNOWN_FOR_MILLISECONDS = 15_000;

/** One version of the city's readings of the law. */
export interface RuleSet {
  readonly version: number;
  readonly ruleset: Ruleset;
  readonly effectiveFrom: LocalDate;
  readonly loadedOn: LocalDate;
  readonly loadedAt: Date;
  readonly loadedBy: string;
}

/** What remembers the version it began under: a case, or an objection without one. */
export interface UnderRules {
  readonly rule_set_version: number;
}

interface Known {
  readonly today: LocalDate;
  readonly versions: readonly RuleSet[];
}

/**
 * The city's readings of the doubtful places of the law, in dated versions (`config/ruleset.yaml`, loaded by
 * `load-config`). A case is counted by the version it began under for as long as it lives: ask `ofCase`. Only what has
 * no case yet asks `current`. Kept in the process: asking costs no statement, a new version is seen within 15 seconds.
 */
@Injectable()
export class CityRules {
  private readonly known: RefreshedValue<Known>;

  constructor(database: Database) {
    this.known = new RefreshedValue(KNOWN_FOR_MILLISECONDS, () => readVersions(database));
  }

  /** The version in force today. Throws while none has been loaded. */
  async current(): Promise<RuleSet> {
    const { today, versions } = await this.known.get();
    return inForce(versions, today);
  }

  /** The version in force on a legal day: the day of receipt decides for a case. */
  async inForceOn(day: LocalDate): Promise<RuleSet> {
    return inForce((await this.known.get()).versions, day);
  }

  /** The readings of one version. Throws when there is no such version. */
  async of(version: number): Promise<Ruleset> {
    const found = find(await this.known.get(), version) ?? find(await this.known.refresh(), version);
    if (found === undefined) throw new Error(`there is no rule set version ${String(version)}`);
    return found.ruleset;
  }

  /** The readings that a case, or an objection without a case, began under. */
  async ofCase(row: UnderRules): Promise<Ruleset> {
    return this.of(row.rule_set_version);
  }

  /** Every version, the newest first. */
  async all(): Promise<readonly RuleSet[]> {
    return (await this.known.refresh()).versions;
  }

  /** Looks for a new version now: after a load. */
  async refresh(): Promise<void> {
    await this.known.refresh();
  }
}

/**
 * Settings as a version stored them; a doubt that came later has its safe default. @throws Error naming what nobody can
 * read any more.
 */
export function storedRuleset(version: number, settings: Readonly<Record<string, unknown>>): Ruleset {
  const known = Object.entries(settings).filter(([key]) => Object.hasOwn(READINGS, key));
  const read = readRuleset(Object.fromEntries(known));
  if (read.ok) return read.ruleset;
  throw new Error(`rule set version ${String(version)}: nobody can read ${read.faults[0]?.key ?? ''}`);
}

function find({ versions }: Known, version: number): RuleSet | undefined {
  return versions.find((known) => known.version === version);
}

function inForce(versions: readonly RuleSet[], day: LocalDate): RuleSet {
  const found = ruleSetInForce(versions, day);
  if (found === null) throw new Error('no rule set is loaded: run "tenggat load-config"');
  return found;
}

interface Row {
  readonly now: Date;
  /** The rest is null on the one row of an empty table. */
  readonly version: number | null;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly effective_from: LocalDate;
  readonly loaded_at: Date;
  readonly loaded_by: string;
}

const READ = /* sql */ `
  SELECT tenggat_now() AS now, r.version, r.settings, r.effective_from, r.loaded_at, r.loaded_by
  FROM (SELECT 1) one LEFT JOIN rule_sets r ON true ORDER BY r.version DESC`;

async function readVersions(database: Database): Promise<Known> {
  const rows = await database.apart<Row>(READ);
  const [first] = rows;
  if (first === undefined) throw new Error('the database told no time');
  return { today: localDayOf(first.now), versions: rows.flatMap(toRuleSet) };
}

function toRuleSet(row: Row): readonly RuleSet[] {
  if (row.version === null) return [];
  return [
    {
      version: row.version,
      ruleset: storedRuleset(row.version, row.settings),
      effectiveFrom: row.effective_from,
      loadedOn: localDayOf(row.loaded_at),
      loadedAt: row.loaded_at,
      loadedBy: row.loaded_by,
    },
  ];
}
