import { readRuleset } from './law/ruleset.js';
import { WorkingCalendar } from './law/working-calendar.js';
import { parseLocalDate, type LocalDate } from './law/local-date.js';
import type { DayRow } from './law/free-days.js';
import { parseAgencies, type AgencyRow } from './office/agencies/agencies-file.js';
import { loadAgencies } from './office/agencies/load-agencies.js';
import { parseRoutingExamples } from './office/agencies/routing-examples-file.js';
import { parseRoutingLexicon } from './office/agencies/routing-lexicon-file.js';
import { learnRouting, type LearnedRouting } from './office/agencies/routing-learned.js';
import { openRoutingModel, type RoutingModel } from './office/agencies/suggest-agency.js';
import { coveredYearsOf, parseHolidaysFile } from './office/calendar/holidays-file.js';
import { loadCalendar } from './office/calendar/load-calendar.js';
import { loadRuleSet, type RuleSetLoaded, type WantedRules } from './office/calendar/load-rule-set.js';
import { readProjectText } from './platform/config/project-files.js';
import { parseYaml } from './platform/config/yaml.js';
import type { Database } from './platform/database/database.js';
import { ALL, SYSTEM } from './platform/database/scope.js';
import { keptResult } from './platform/kept/kept-result.js';

/** The city's readings of the law. @throws Error naming the key of config/ruleset.yaml that is no reading. */
export function readCityRules(text = readProjectText('config', 'ruleset.yaml')): WantedRules {
  const document = keptResult({ name: 'ruleset', inputs: [text], make: () => parseYaml(text) });
  const { effectiveFrom, ...settings } = (document ?? {}) as Record<string, unknown>;
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

/** The routing model: learned from the city's files in about a second, or read as it was learned from the same files. */
export function readCityRouting(): RoutingModel {
  const [agenciesText, examplesText, lexiconText] = [
    'agencies.csv',
    'routing-examples.tsv',
    'routing-lexicon.yaml',
  ].map((file) => readProjectText('config', file)) as [string, string, string];
  const learn = (): LearnedRouting => {
    const agencies = parseAgencies(agenciesText);
    const known = new Set(agencies.map(({ code }) => code));
    return learnRouting({
      agencies,
      examples: parseRoutingExamples(examplesText, known),
      lexicon: parseRoutingLexicon(lexiconText),
    });
  };
  return openRoutingModel(
    keptResult({ name: 'routing', inputs: [agenciesText, examplesText, lexiconText], make: learn }),
  );
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
