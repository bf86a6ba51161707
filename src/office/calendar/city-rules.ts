import type { Ruleset } from '../../law/ruleset.js';

/** The city's readings of the doubtful places of the law (`config/ruleset.yaml`), read once at boot. */
export abstract class CityRules {
  abstract readonly ruleset: Ruleset;
}
