import { localDayOf, laterOf, type LocalDate } from '../../law/local-date.js';
import type { Ruleset } from '../../law/ruleset.js';
import { canonicalJson } from '../../platform/crypto/canonical-json.js';
import { sha256 } from '../../platform/crypto/vault.js';
import type { Tx } from '../../platform/database/tx.js';
import { storedRuleset } from './city-rules.js';

/** The city's choices and, when it named one, their first day. */
export interface WantedRules {
  readonly ruleset: Ruleset;
  readonly effectiveFrom: LocalDate | null;
}

/** What a load did. `version` is the newest version afterwards. */
export interface RuleSetLoaded {
  readonly version: number;
  readonly isNew: boolean;
  readonly effectiveFrom: LocalDate;
}

interface Newest {
  readonly version: number;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly effective_from: LocalDate;
}

/**
 * Makes a new version when the choices differ from the newest one; the same choices again make none. A version binds
 * from its own day on and never backwards: a first day in the past becomes today, save for the very first version.
 * Cases that run keep theirs. Safe to repeat and to run at once from two machines.
 */
export async function loadRuleSet(tx: Tx, wanted: WantedRules): Promise<RuleSetLoaded> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('rule set version', 0))`);
  const [newest] = await tx.query<Newest>(
    'SELECT version, settings, effective_from FROM rule_sets ORDER BY version DESC LIMIT 1',
  );
  const today = localDayOf(await tx.now());
  const effectiveFrom =
    newest === undefined ? (wanted.effectiveFrom ?? today) : laterOf(wanted.effectiveFrom ?? today, today);
  if (newest !== undefined && isSame(newest, wanted, today))
    return { version: newest.version, isNew: false, effectiveFrom: newest.effective_from };
  const actor = tx.actor.id === null ? tx.actor.kind : `${tx.actor.kind}:${tx.actor.id}`;
  const settings = canonicalJson(wanted.ruleset);
  const [added] = await tx.query<{ version: number }>(
    `INSERT INTO rule_sets (settings, effective_from, source_hash, loaded_at, loaded_by)
     VALUES ($1::jsonb, $2, $3, $4, $5) RETURNING version`,
    [settings, effectiveFrom, sha256(settings), await tx.now(), actor],
  );
  if (added === undefined) throw new Error('the rule set got no version');
  return { version: added.version, isNew: true, effectiveFrom };
}

// The same choices with another first day are a new version only while that day is still to come.
function isSame(newest: Newest, wanted: WantedRules, today: LocalDate): boolean {
  const sameChoices =
    canonicalJson(storedRuleset(newest.version, newest.settings)) === canonicalJson(wanted.ruleset);
  const asked = wanted.effectiveFrom;
  const movesFuture = asked !== null && asked !== newest.effective_from && newest.effective_from > today;
  return sameChoices && !movesFuture;
}
