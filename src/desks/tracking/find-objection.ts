import { Injectable } from '@nestjs/common';
import { ObjectionLinks } from '../../cases/objections/objection-links.js';
import { objectionColumns, type ObjectionRow } from '../../cases/objections/objection-row.js';
import { readTrackingCode } from '../../platform/crypto/tracking-code.js';
import { sameSecret, Vault } from '../../platform/crypto/vault.js';
import { Database } from '../../platform/database/database.js';
import { ALL, PUBLIC } from '../../platform/database/scope.js';
import { FindCase } from './find-case.js';
import { lockedSql, TrackingAttempts } from './tracking-attempts.js';

type Found = ObjectionRow & { readonly locked: boolean; readonly tracking_code_hash: Buffer };

/** The door of an objection that no request stands behind; every other number is for `FindCase`. */
export type ObjectionDoor =
  | { readonly is: 'elsewhere' }
  | { readonly is: 'shut' }
  | { readonly is: 'open'; readonly objection: ObjectionRow };

/** The doors to an objection without a request: its number and code, or its link. */
@Injectable()
export class FindObjection {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly cases: FindCase,
    private readonly links: ObjectionLinks,
    private readonly attempts: TrackingAttempts,
  ) {}

  /** By number and code. A wrong code counts as one of a case does. */
  async byCode(typedNumber: string, typedCode: string, network: string): Promise<ObjectionDoor> {
    const number = this.cases.objectionNumberOf(typedNumber);
    if (number === null) return { is: 'elsewhere' };
    const code = readTrackingCode(typedCode.slice(0, 60)) ?? typedCode.slice(0, 60);
    const hash = this.vault.index('tracking code', code);
    const attempted = this.attempts.of(number, network);
    return this.database.transaction(PUBLIC, ALL, async (tx) => {
      const [found] = await tx.query<Found>(
        `SELECT ${lockedSql('$2')} AS locked, ${objectionColumns('o')}, o.tracking_code_hash FROM objections o
         WHERE o.register_number = $1 AND o.case_id IS NULL`,
        [number, attempted.keys],
      );
      if (found === undefined) return { is: 'elsewhere' };
      if (sameSecret(hash, found.tracking_code_hash) && !found.locked)
        return { is: 'open', objection: found };
      await this.attempts.fail(tx, attempted);
      return { is: 'shut' };
    });
  }

  /** By the token of a status link; null when it was never ours. */
  async byLink(token: string): Promise<ObjectionRow | null> {
    if (!/^[\w-]{22}$/u.test(token)) return null;
    const rows = await this.database.read(PUBLIC, ALL, (tx) =>
      tx.query<ObjectionRow>(
        `SELECT ${objectionColumns('o')} FROM objections o WHERE o.link_token_hash = $1`,
        [this.links.hashOf(token)],
      ),
    );
    return rows[0] ?? null;
  }
}
