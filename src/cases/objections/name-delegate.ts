import { Injectable } from '@nestjs/common';
import { nextObjectionState } from '../../law/next-state.js';
import { mayDelegateReply } from '../../law/objection-reply.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { StaffQueries } from '../../office/staff/staff.queries.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { hasDecided } from './consented-before.js';
import { ObjectionNews } from './objection-news.js';
import type { ObjectionRow, ObjectionTarget } from './objection-row.js';
import { ObjectionTransitions } from './objection-transitions.js';

/**
 * The superior leaves one objection to somebody else (D10), above all when the superior consented to the refusal: from
 * then on that person may answer it, and the superior still may. Throws 422 for nobody of the office, 409 `same-person`
 * for oneself and for who took part in the answer, 409 `not-in-this-state` once it is answered or where the city does
 * not read the law so.
 */
@Injectable()
export class NameDelegate {
  constructor(
    private readonly rules: CityRules,
    private readonly staff: StaffQueries,
    private readonly transitions: ObjectionTransitions,
    private readonly news: ObjectionNews,
  ) {}

  async run(tx: Tx, target: ObjectionTarget, staffId: string): Promise<ObjectionRow> {
    const { row, objection } = target;
    const next = nextObjectionState(objection.status, 'reply');
    if (!next.ok || !mayDelegateReply(await this.rules.ofCase(objection))) throw refused('not-in-this-state');
    const person = await this.staff.byId(tx, staffId);
    if (person === null || person.roles.every((role) => role === 'admin')) {
      throw invalid([{ field: 'staffId', code: 'unknown-value', message: 'objections.errors.delegate' }]);
    }
    if (person.id === tx.actor.id || (await hasDecided(tx, row, person.id))) throw refused('same-person');
    const changed = await this.transitions.recordChange(
      tx,
      target,
      'objection-delegated',
      { delegate_id: person.id },
      { visibleTo: 'staff', facts: { delegateId: person.id } },
    );
    const id = newId();
    await tx.query(
      `INSERT INTO objection_delegations (id, objection_id, delegate_id, named_by, at) VALUES ($1, $2, $3, $4, $5)`,
      [id, objection.id, person.id, tx.actor.id, await tx.now()],
    );
    await this.news.tellDeciders(tx, { row, objection: changed }, 'assigned', id);
    return changed;
  }
}
