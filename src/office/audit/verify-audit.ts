import { Injectable } from '@nestjs/common';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import { Database } from '../../platform/database/database.js';
import { sameSecret, Vault } from '../../platform/crypto/vault.js';
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
  readonly agency_code: string | null;
  readonly visible_to: string;
  readonly effective_at: Date;
  readonly recorded_at: Date;
  readonly facts: unknown;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
}

/** Walks every chain from its start: numbers without a gap, each hash on the one before, each case with a trail. */
@Injectable()
export class VerifyAudit {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  async run(): Promise<AuditVerdict> {
    const chain = createHmacChain(this.vault.keyOf('audit chain'));
    let last: { stream: string; seq: number; hash: Buffer } | null = null;
    let rows = 0;
    let streams = 0;
    for (;;) {
      const batch: Row[] = await this.batch(last?.stream ?? '', last?.seq ?? 0);
      for (const row of batch) {
        const follows: { stream: string; seq: number; hash: Buffer } | null =
          last?.stream === row.stream ? last : null;
        const previous = follows?.hash ?? chain.start;
        const reason = whatIsWrong(
          row,
          (follows?.seq ?? 0) + 1,
          previous,
          chain.hash(toChained(row), previous),
        );
        if (reason !== null) return { whole: false, stream: row.stream, seq: row.seq, reason };
        if (follows === null) streams += 1;
        rows += 1;
        last = { stream: row.stream, seq: row.seq, hash: row.hash };
      }
      if (batch.length < BATCH) break;
    }
    const bare = await this.caseWithoutTrail();
    if (bare !== null)
      return { whole: false, stream: `case:${bare}`, seq: 1, reason: 'the trail of this case is gone' };
    return { whole: true, rows, streams };
  }

  private batch(stream: string, seq: number): Promise<Row[]> {
    return this.database.read(SYSTEM, ALL, (tx) =>
      tx.query<Row>(
        `SELECT stream, seq, case_id, event, actor_kind, actor_id, agency_code, visible_to, effective_at, recorded_at,
           facts, previous_hash, hash
         FROM audit WHERE (stream, seq) > ($1, $2) ORDER BY stream, seq LIMIT ${String(BATCH)}`,
        [stream, seq],
      ),
    );
  }

  private async caseWithoutTrail(): Promise<string | null> {
    const rows = await this.database.read(SYSTEM, ALL, (tx) =>
      tx.query<{ id: string }>(
        'SELECT id FROM cases c WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.case_id = c.id) LIMIT 1',
      ),
    );
    return rows[0]?.id ?? null;
  }
}

function whatIsWrong(row: Row, expectedSeq: number, previous: Buffer, hash: Buffer): string | null {
  if (row.seq !== expectedSeq) return `row ${String(expectedSeq)} is missing`;
  if (!sameSecret(row.previous_hash, previous)) return 'does not hang on the row before';
  if (!sameSecret(row.hash, hash)) return 'was changed';
  return null;
}

function toChained(row: Row): Parameters<ReturnType<typeof createHmacChain>['hash']>[0] {
  return {
    stream: row.stream,
    seq: row.seq,
    caseId: row.case_id,
    event: row.event,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    agency: row.agency_code,
    visibleTo: row.visible_to,
    effectiveAt: row.effective_at,
    recordedAt: row.recorded_at,
    facts: row.facts,
  };
}
