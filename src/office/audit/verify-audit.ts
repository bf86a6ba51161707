import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import { Database } from '../../platform/database/database.js';
import { sameSecret, Vault } from '../../platform/crypto/vault.js';
import { Anchors } from './anchors.js';
import { createHmacChain } from './chain.js';

const BATCH = 2_000;

/** The first row that does not fit, or how many rows do. */
export type AuditVerdict =
  | { readonly whole: true; readonly rows: number; readonly streams: number }
  | { readonly whole: false; readonly stream: string; readonly seq: number; readonly reason: string };

interface Row {
  readonly stream: string;
  readonly seq: number;
  readonly case_id: string | null;
  readonly event: string;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly actor_name: string | null;
  readonly agency_code: string | null;
  readonly visible_to: string;
  readonly effective_at: Date;
  readonly recorded_at: Date;
  readonly facts: unknown;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
  /** False when a time has a part that the program never writes and the hash does not cover. */
  readonly in_milliseconds: boolean;
  readonly head_seq: number | null;
  readonly head_seal: Buffer | null;
}

type Fault = Extract<AuditVerdict, { whole: false }>;

/**
 * Walks every chain from its start to its sealed end: numbers without a gap, each hash on the one before, no trail cut
 * off or gone, each case as far as its trail says, and all rows as their anchors outside the database have them. Times
 * and tail are covered as well as contents.
 */
@Injectable()
export class VerifyAudit {
  private readonly chain: ReturnType<typeof createHmacChain>;

  constructor(
    private readonly database: Database,
    private readonly anchors: Anchors,
    vault: Vault,
  ) {
    this.chain = createHmacChain(vault.keyOf('audit chain'));
  }

  async run(): Promise<AuditVerdict> {
    let last: Row | null = null;
    let rows = 0;
    let streams = 0;
    for await (const batch of this.batches()) {
      for (const row of batch) {
        const follows: Row | null = last?.stream === row.stream ? last : null;
        const fault = this.wrongIn(row, follows) ?? (follows === null ? this.wrongAtEnd(last) : null);
        if (fault !== null) return fault;
        if (follows === null) streams += 1;
        rows += 1;
        last = row;
      }
    }
    const fault =
      this.wrongAtEnd(last) ??
      (await this.goneTrail()) ??
      (await this.caseAheadOfItsTrail()) ??
      (await this.offItsAnchor());
    return fault ?? { whole: true, rows, streams };
  }

  private wrongIn(row: Row, follows: Row | null): Fault | null {
    const expected = (follows?.seq ?? 0) + 1;
    if (row.seq !== expected) return broken(row.stream, expected, `row ${String(expected)} is missing`);
    const previous = follows?.hash ?? this.chain.start;
    if (!sameSecret(row.previous_hash, previous))
      return broken(row.stream, row.seq, 'does not hang on the row before');
    const isTrue = row.in_milliseconds && sameSecret(row.hash, this.chain.hash(toChained(row), previous));
    return isTrue ? null : broken(row.stream, row.seq, 'was changed');
  }

  private wrongAtEnd(last: Row | null): Fault | null {
    if (last === null) return null;
    const { stream, seq, hash, head_seq: headSeq, head_seal: seal } = last;
    if (headSeq === null || seal === null) return broken(stream, seq, 'the seal of this trail is gone');
    if (headSeq > seq) return broken(stream, seq + 1, 'the end of this trail was cut off');
    const fits = headSeq === seq && sameSecret(seal, this.chain.seal(stream, seq, hash));
    return fits ? null : broken(stream, seq, 'the seal of this trail does not fit');
  }

  /** Every row in the order of the chains; while one batch is hashed PostgreSQL reads the next. */
  private async *batches(): AsyncGenerator<readonly Row[]> {
    let coming = this.batch('', 0);
    for (;;) {
      const batch = await coming;
      const end = batch.at(-1);
      if (end === undefined) return;
      coming = this.batch(end.stream, end.seq);
      // Whoever has found a fault no longer waits for it.
      coming.catch(() => undefined);
      // Hashing lets nothing else run: the question has to leave before.
      await turn();
      yield batch;
    }
  }

  // Without its own beginning PostgreSQL would walk the seals from the first one, once a batch.
  private batch(stream: string, seq: number): Promise<Row[]> {
    return this.database.read(SYSTEM, ALL, (tx) =>
      tx.query<Row>(
        `SELECT a.stream, a.seq, a.case_id, a.event, a.actor_kind, a.actor_id, a.actor_name, a.agency_code,
           a.visible_to, a.effective_at, a.recorded_at, a.facts, a.previous_hash, a.hash,
           date_trunc('milliseconds', a.effective_at) = a.effective_at
             AND date_trunc('milliseconds', a.recorded_at) = a.recorded_at AS in_milliseconds,
           h.seq AS head_seq, h.seal AS head_seal
         FROM audit a LEFT JOIN audit_heads h ON h.stream = a.stream AND h.stream >= $1
         WHERE (a.stream, a.seq) > ($1, $2) ORDER BY a.stream, a.seq LIMIT ${String(BATCH)}`,
        [stream, seq],
      ),
    );
  }

  private async goneTrail(): Promise<Fault | null> {
    const rows = await this.database.read(SYSTEM, ALL, (tx) =>
      tx.query<{ stream: string }>(
        'SELECT stream FROM audit_heads h WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.stream = h.stream) LIMIT 1',
      ),
    );
    return rows[0] === undefined ? null : broken(rows[0].stream, 1, 'this trail is gone');
  }

  // Whoever puts an old trail back with its old seal is found here: the anchors lie where no database user comes.
  private async offItsAnchor(): Promise<Fault | null> {
    const broke = await this.anchors.firstBroken();
    return broke === null
      ? null
      : broken(
          broke.name,
          broke.upTo,
          'the rows up to here are not those of their anchor outside the database',
        );
  }

  // Every change of a case raises its version and writes it into its row of the trail.
  private async caseAheadOfItsTrail(): Promise<Fault | null> {
    const rows = await this.database.read(SYSTEM, ALL, (tx) =>
      tx.query<{ id: string; version: number; told: number | null }>(
        `SELECT c.id, c.version, t.told FROM cases c
         LEFT JOIN LATERAL (SELECT max((a.facts->>'version')::integer) AS told FROM audit a WHERE a.case_id = c.id) t ON true
         WHERE t.told IS DISTINCT FROM c.version LIMIT 1`,
      ),
    );
    const [row] = rows;
    if (row === undefined) return null;
    const reason =
      row.told === null
        ? 'the trail of this case is gone'
        : `the case is at version ${String(row.version)}, its trail at ${String(row.told)}`;
    return broken(`case:${row.id}`, 1, reason);
  }
}

function broken(stream: string, seq: number, reason: string): Fault {
  return { whole: false, stream, seq, reason };
}

function toChained(row: Row): Parameters<ReturnType<typeof createHmacChain>['hash']>[0] {
  return {
    stream: row.stream,
    seq: row.seq,
    caseId: row.case_id,
    event: row.event,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorName: row.actor_name,
    agency: row.agency_code,
    visibleTo: row.visible_to,
    effectiveAt: row.effective_at,
    recordedAt: row.recorded_at,
    facts: row.facts,
  };
}
