import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Database } from '../../platform/database/database.js';
import { FormMarks } from '../../platform/http/form-marks.js';
import { fieldOf, type PendingForm } from '../../platform/http/pending-form.js';
import { askedAction } from '../access/actor-source.js';
import { can, mayEver, POLICY, scopeOf, type PolicyAction } from '../access/policy.js';
import { SessionCookie } from './session-cookie.js';
import { staffSession, type StaffSession } from './session-source.js';
import { hashOfSecret } from './sessions.js';

/** Whose form waits for a sign-in: what was typed may name a person, and is shown to nobody whom that is kept from. */
@Injectable()
export class FormOwner {
  constructor(
    private readonly database: Database,
    private readonly cookie: SessionCookie,
    private readonly marks: FormMarks,
  ) {}

  /**
   * The form with its act, and with the account that wrote it, as far as that is still known: the form itself names it,
   * also when its session is long gone. Of somebody who is signed in the own account counts for nothing: what is another
   * role's waits for whoever may do it.
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
    const named = this.marks.matterOf(fieldOf(request, '_csrf'));
    const matter = named === staffSession(request)?.formAccount ? null : named;
    return { ...form, matter, account: rows[0]?.staff_id ?? null, act: askedAction(request) };
  }

  /** The number of the case or objection that a form is for, as far as whoever is in may see it. */
  async numberOf({ actor }: StaffSession, form: PendingForm): Promise<string | null> {
    const [id] = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/u.exec(form.action) ?? [];
    if (id === undefined) return null;
    const [found] = await this.database.read(actor, scopeOf(actor), (tx) =>
      tx.query<{ number: string }>(
        `SELECT register_number AS number FROM cases WHERE id = $1
         UNION ALL SELECT register_number FROM objections WHERE id = $1`,
        [id],
      ),
    );
    return found?.number ?? null;
  }
}

/** Whether a form that waited is shown to whoever came in: its writer, or, where nobody knows, who may do its act. */
export function mayReadBack(
  { actor, formAccount }: StaffSession,
  { account, act, matter }: PendingForm,
): boolean {
  if (matter != null) return matter === formAccount;
  if (account != null) return account === actor.id;
  if (!isAction(act)) return false;
  return mayEver(actor, act) || (POLICY[act].object === 'none' && can(actor, act) === 'allowed');
}

function isAction(act: string | null | undefined): act is PolicyAction {
  return act != null && Object.hasOwn(POLICY, act);
}
