import { Injectable } from '@nestjs/common';
import { sha256, Vault } from '../../platform/crypto/vault.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, PUBLIC } from '../../platform/database/scope.js';
import type { TrackSession } from './track-sessions.js';

const HOURS = 24;

/** Forms of a tracked case that take more than one page; each session has one draft of each. */
export type DraftedForm = 'objection' | 'message' | 'completion' | 'periodic';

/** Whose draft it is; sessions of cases and of objections alike. */
export type DraftOwner = Pick<TrackSession, 'idHash'>;

/** Keeps what was typed between the form and its check page, sealed, for a day of real time. */
@Injectable()
export class FormDrafts {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  async keep(session: DraftOwner, form: DraftedForm, draft: object): Promise<void> {
    const id = idOf(session, form);
    await this.database.transaction(PUBLIC, NOTHING, (tx) =>
      tx.query(
        `INSERT INTO drafts (id_hash, sealed, expires_at) VALUES ($1, $2, clock_timestamp() + interval '${String(HOURS)} hours')
         ON CONFLICT (id_hash) DO UPDATE SET sealed = excluded.sealed, updated_at = clock_timestamp(),
           expires_at = excluded.expires_at`,
        [id, this.vault.seal(JSON.stringify(draft), placeOf(id))],
      ),
    );
  }

  /** The draft as it was kept, or null. */
  async read<Draft>(session: DraftOwner, form: DraftedForm): Promise<Draft | null> {
    const id = idOf(session, form);
    const rows = await this.database.read(PUBLIC, NOTHING, (tx) =>
      tx.query<{ sealed: Buffer }>(
        'SELECT sealed FROM drafts WHERE id_hash = $1 AND expires_at > clock_timestamp()',
        [id],
      ),
    );
    const sealed = rows[0]?.sealed;
    return sealed === undefined
      ? null
      : (JSON.parse(this.vault.open(sealed, placeOf(id)).toString('utf8')) as Draft);
  }

  async drop(session: DraftOwner, form: DraftedForm): Promise<void> {
    await this.database.transaction(PUBLIC, NOTHING, (tx) =>
      tx.execute('DELETE FROM drafts WHERE id_hash = $1', [idOf(session, form)]),
    );
  }
}

function idOf(session: DraftOwner, form: DraftedForm): Buffer {
  return sha256(`tracking|${form}|${session.idHash.toString('hex')}`);
}

function placeOf(id: Buffer): string {
  return `drafts|sealed|${id.toString('hex')}`;
}
