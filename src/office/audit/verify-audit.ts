import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import { Database } from '../../platform/database/database.js';
import { TRAIL_KEY } from '../../platform/crypto/trail-seal.js';
import { sameSecret, Vault } from '../../platform/crypto/vault.js';
import { Anchors } from './anchors.js';
import { holdsOurNumbers } from './our-numbers.js';
import { createHmacChain, SEALED_COLUMNS, type SealedCase } from './chain.js';

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
  /** As PostgreSQL writes them: a number may have more digits there than one of ours can hold. */
  readonly facts: string;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
  /** False when a time has a part, or lies so far away, that the program never writes it and the hash does not cover it. */
  readonly is_our_time: boolean;
  readonly head_seq: number | null;
  readonly head_seal: Buffer | null;
}

/** SQL: whether a moment is one that the program writes and can read again as it stands. */
const ourTime = (moment: string): string =>
  `(date_trunc('milliseconds', ${moment}) = ${moment} AND ${moment} BETWEEN '1900-01-01' AND '2999-12-31')`;

type Fault = Extract<AuditVerdict, { whole: false }>;

/**
 * Walks every chain from its start to its sealed end: numbers without a gap, each hash on the one before, no trail cut
 * off or gone, each case there, as far and with the dates that its trail says, and all rows as their anchors outside the
 * database have them. Times and tail are covered as well as contents.
 */
@Injectable()
export class VerifyAudit {
  private readonly chain: ReturnType<typeof createHmacChain>;

  constructor(
    private readonly database: Database,
    private readonly anchors: Anchors,
    vault: Vault,
  ) {
    this.chain = createHmacChain(vault.keyOf(TRAIL_KEY));
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
      (await this.goneCase()) ??
      (await this.caseAheadOfItsTrail()) ??
      (await this.caseBesideItsTrail()) ??
      (await this.offItsAnchor());
    return fault ?? { whole: true, rows, streams };
  }

  private wrongIn(row: Row, follows: Row | null): Fault | null {
    const expected = (follows?.seq ?? 0) + 1;
    if (row.seq !== expected) return broken(row.stream, expected, `row ${String(expected)} is missing`);
    const previous = follows?.hash ?? this.chain.start;
    if (!sameSecret(row.previous_hash, previous))
      return broken(row.stream, row.seq, 'does not hang on the row before');
    const isTrue =
      row.is_our_time &&
      holdsOurNumbers(row.facts) &&
      sameSecret(row.hash, this.chain.hash(toChained(row), previous));
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
    let coming = this.batch(null);
    for (;;) {
      const batch = await coming;
      const end = batch.at(-1);
      if (end === undefined) return;
      coming = this.batch(end);
      // Whoever has found a fault no longer waits for it.
      coming.catch(() => undefined);
      // Hashing lets nothing else run: the question has to leave before.
      await turn();
      yield batch;
    }
  }

  // The first one has no beginning: a row may hide before every number that we write. The others have one for the seals
  // too: without it PostgreSQL would walk them from the first one, once a batch.
  private batch(after: Row | null): Promise<Row[]> {
    const [seals, rows] =
      after === null ? ['', ''] : ['AND h.stream >= $1', 'WHERE (a.stream, a.seq) > ($1, $2)'];
    return this.database.read(SYSTEM, ALL, (tx) =>
      tx.query<Row>(
        `SELECT a.stream, a.seq, a.case_id, a.event, a.actor_kind, a.actor_id, a.actor_name, a.agency_code,
           a.visible_to, a.effective_at, a.recorded_at, a.facts::text AS facts, a.previous_hash, a.hash,
           ${ourTime('a.effective_at')} AND ${ourTime('a.recorded_at')} AS is_our_time,
           h.seq AS head_seq, h.seal AS head_seal
         FROM audit a LEFT JOIN audit_heads h ON h.stream = a.stream ${seals}
         ${rows} ORDER BY a.stream, a.seq LIMIT ${String(BATCH)}`,
        after === null ? [] : [after.stream, after.seq],
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

  private async goneCase(): Promise<Fault | null> {
    const rows = await this.database.read(SYSTEM, ALL, (tx) =>
      tx.query<{ stream: string }>(
        `SELECT stream FROM audit_heads h WHERE stream LIKE 'case:%'
           AND NOT EXISTS (SELECT 1 FROM cases c WHERE 'case:' || c.id = h.stream) LIMIT 1`,
      ),
    );
    return rows[0] === undefined ? null : broken(rows[0].stream, 1, 'the case of this trail is gone');
  }

  // Whoever puts an old trail back with its old seal is found here: the anchors lie where no database user comes.
  private async offItsAnchor(): Promise<Fault | null> {
    const broke = await this.anchors.firstBroken();
    return broke === null ? null : broken(broke.name, broke.upTo, broke.reason);
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

  // State and dates of a case are those that its last change sealed; what an older program changed has no seal.
  private async caseBesideItsTrail(): Promise<Fault | null> {
    for (let after = NO_CASE; ;) {
      const rows = await this.database.read(SYSTEM, ALL, (tx) => tx.query<SealedRow>(SEALED_CASES, [after]));
      const wrong = rows.find((row) => !row.is_our_time || this.chain.sealOfCase(row) !== row.sealed);
      if (wrong !== undefined)
        return broken(`case:${wrong.id}`, wrong.seq, 'the case is not what its last change made of it');
      const end = rows.at(-1);
      if (end === undefined) return null;
      after = end.id;
    }
  }
}

type SealedRow = SealedCase & {
  readonly id: string;
  readonly seq: number;
  readonly sealed: string;
  readonly is_our_time: boolean;
};

const NO_CASE = '00000000-0000-0000-0000-000000000000';

const MOMENTS = [
  'due_at',
  'extended_at',
  'noticed_at',
  'closed_at',
] as const satisfies readonly (keyof SealedCase)[];

const SEALED_CASES = /* sql */ `
  SELECT c.id, t.seq, t.sealed, ${SEALED_COLUMNS.map((column) => `c.${column}`).join(', ')},
    ${MOMENTS.map((at) => `coalesce(${ourTime(`c.${at}`)}, true)`).join(' AND ')} AS is_our_time
  FROM cases c CROSS JOIN LATERAL (
    SELECT a.seq, a.facts->>'sealed' AS sealed, (a.facts->>'version')::integer AS version FROM audit a
    WHERE a.case_id = c.id AND a.facts ? 'sealed' ORDER BY a.seq DESC LIMIT 1) t
  WHERE c.id > $1 AND t.version = c.version ORDER BY c.id LIMIT ${String(BATCH)}`;

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
    facts: JSON.parse(row.facts) as unknown,
  };
}
