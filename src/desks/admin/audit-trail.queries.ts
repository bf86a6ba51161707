import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/tx.js';

/** A row of the trail as it is shown: who, what, when, on what; its facts stay where they are. */
export interface TrailRow {
  readonly id: string;
  readonly event: string;
  readonly stream: string;
  readonly register_number: string | null;
  readonly actor_kind: 'system' | 'public' | 'requester' | 'staff';
  readonly actor_name: string | null;
  readonly recorded_at: Date;
  readonly fingerprint: string;
}

const MOST_ROWS = 100;

/** The newest rows of the trail. The caller's scope must be the city: numbers of cases stand beside the rows. */
@Injectable()
export class AuditTrail {
  latest(tx: Tx): Promise<readonly TrailRow[]> {
    return tx.query<TrailRow>(
      `SELECT a.id, a.event, a.stream, c.register_number, a.actor_kind, a.actor_name, a.recorded_at,
         left(encode(a.hash, 'hex'), 8) AS fingerprint
       FROM audit a LEFT JOIN cases c ON c.id = a.case_id ORDER BY a.id DESC LIMIT ${String(MOST_ROWS)}`,
    );
  }
}
