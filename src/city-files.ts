import { parse } from 'yaml';
import { readRuleset } from './law/ruleset.js';
import { WorkingCalendar } from './law/working-calendar.js';
import { parseLocalDate, type LocalDate } from './law/local-date.js';
import type { DayRow } from './law/free-days.js';
import { parseAgencies, type AgencyRow } from './office/agencies/agencies-file.js';
import { loadAgencies } from './office/agencies/load-agencies.js';
import { parseRoutingExamples } from './office/agencies/routing-examples-file.js';
import { parseRoutingLexicon } from './office/agencies/routing-lexicon-file.js';
import { createRoutingModel, type RoutingModel } from './office/agencies/suggest-agency.js';
import { coveredYearsOf, parseHolidaysFile } from './office/calendar/holidays-file.js';
import { loadCalendar } from './office/calendar/load-calendar.js';
import { loadRuleSet, type RuleSetLoaded, type WantedRules } from './office/calendar/load-rule-set.js';
import { readProjectText } from './platform/config/project-files.js';
import type { Database } from './platform/database/database.js';
import { ALL, SYSTEM } from './platform/database/scope.js';

/** The city's readings of the law. @throws Error naming the key of config/ruleset.yaml that is no reading. */
export function readCityRules(text = readProjectText('config', 'ruleset.yaml')): WantedRules {
  const { effectiveFrom, ...settings } = (parse(text) ?? {}) as Record<string, unknown>;
  const read = readRuleset(settings);
  if (read.ok) return { ruleset: read.ruleset, effectiveFrom: firstDayOf(effectiveFrom) };
  const [fault] = read.faults;
  throw new Error(
    `config/ruleset.yaml: ${fault?.key ?? ''} ${fault?.fault ?? ''}; allowed: ${fault?.allowed.join(', ') ?? ''}`,
  );
}

/** The day from which the choices bind; without one they bind from the day they are loaded. */
function firstDayOf(written: unknown): LocalDate | null {
  if (written === undefined || written === null) return null;
  const day = typeof written === 'string' ? parseLocalDate(written) : null;
  if (day === null) throw new Error('config/ruleset.yaml: effectiveFrom is no day (YYYY-MM-DD)');
  return day;
}

/** The calendar of config/holidays.csv, for commands that need no database. */
export function readCityCalendar(): WorkingCalendar {
  const days = readHolidays();
  return new WorkingCalendar({
    version: 'config',
    days,
    coveredYears: coveredYearsOf(days),
    reading: readCityRules().ruleset,
  });
}

/** The routing model, learned from the city's files in a few hundred milliseconds. */
export function readCityRouting(): RoutingModel {
  const agencies = readAgencies();
  return createRoutingModel({
    agencies,
    examples: parseRoutingExamples(
      readProjectText('config', 'routing-examples.tsv'),
      new Set(agencies.map(({ code }) => code)),
    ),
    lexicon: parseRoutingLexicon(readProjectText('config', 'routing-lexicon.yaml')),
  });
}

/** What `load-config` did. */
export interface CityLoaded {
  readonly rules: RuleSetLoaded;
  readonly agencies: { readonly added: number; readonly changed: number };
  readonly calendar: { readonly version: number; readonly added: number; readonly changed: number };
}

/** `tenggat load-config`: agencies and calendar of config/ into the database; safe to repeat and to run at once. */
export async function loadCityFiles(database: Database): Promise<CityLoaded> {
  const rules = readCityRules();
  const agencies = readAgencies();
  const holidays = readHolidays();
  return database.transaction(SYSTEM, ALL, async (tx) => ({
    agencies: await loadAgencies(tx, agencies),
    calendar: await loadCalendar(tx, holidays, 'config/holidays.csv'),
    rules: await loadRuleSet(tx, rules),
  }));
}

function readAgencies(): AgencyRow[] {
  return parseAgencies(readProjectText('config', 'agencies.csv'));
}

function readHolidays(): readonly DayRow[] {
  const file = parseHolidaysFile(readProjectText('config', 'holidays.csv'));
  if (file.ok) return file.rows;
  const [fault] = file.faults;
  throw new Error(
    `config/holidays.csv, line ${fault?.line ?? 0}: ${fault?.column ?? ''} ${fault?.fault ?? ''}`,
  );
}
