import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Database } from '../../platform/database/database.js';
import type { PendingForm } from '../../platform/http/pending-form.js';
import { askedAction } from '../access/actor-source.js';
import { can, mayEver, POLICY, type PolicyAction } from '../access/policy.js';
import { SessionCookie } from './session-cookie.js';
import { staffSession, type StaffSession } from './session-source.js';
import { hashOfSecret } from './sessions.js';

/** Whose form waits for a sign-in: what was typed may name a person, and is shown to nobody whom that is kept from. */
@Injectable()
export class FormOwner {
  constructor(
    private readonly database: Database,
    private readonly cookie: SessionCookie,
  ) {}

  /**
   * The form with its act, and with the account of the session that has ended, as far as that is still known. Of somebody
   * who is signed in the account counts for nothing: the form waits for whoever may do its act.
   */
  async named(request: FastifyRequest, form: PendingForm): Promise<PendingForm> {
    const hash = staffSession(request) === null ? hashOfSecret(this.cookie.read(request)) : null;
    const rows =
      hash === null
        ? []
        : await this.database.single<{ staff_id: string }>(
            'SELECT staff_id FROM staff_sessions WHERE id_hash = $1',
            [hash],
          );
    return { ...form, account: rows[0]?.staff_id ?? null, act: askedAction(request) };
  }
}

/** Whether a form that waited is shown to whoever came in: its writer, or, where nobody knows, who may do its act. */
export function mayReadBack({ actor }: StaffSession, { account, act }: PendingForm): boolean {
  if (account != null) return account === actor.id;
  if (!isAction(act)) return false;
  return mayEver(actor, act) || (POLICY[act].object === 'none' && can(actor, act) === 'allowed');
}

function isAction(act: string | null | undefined): act is PolicyAction {
  return act != null && Object.hasOwn(POLICY, act);
}
