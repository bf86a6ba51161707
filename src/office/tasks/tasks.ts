import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../law/local-date.js';
import type { Role } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';

/** Work for a desk that is no act on a case; each kind has its words on the page of tasks. */
export type TaskKind =
  | 'mail-refused'
  | 'mail-bounced'
  | 'print-mail'
  | 'receipt-missing'
  | 'letter-late'
  | 'check-identity'
  | 'late-repair'
  | 'refund'
  | 'due-date-moved'
  | 'dispute-order'
  | 'objection-order'
  | 'objection-settlement'
  | 'dispute-named'
  | 'exemption-ending'
  | 'dates-ahead';

/** A task to be made. `facts` hold keys, codes and dates: never a name, an address or a question. */
export interface NewTask {
  /** Makes the same task once, however often its cause is worked on. */
  readonly onceKey: string;
  readonly kind: TaskKind;
  readonly caseId: string | null;
  readonly role: Role;
  /** null = of the whole city. */
  readonly agency: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly dueOn?: LocalDate;
}

export interface Task {
  readonly id: string;
  readonly kind: TaskKind;
  readonly caseId: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly dueOn: string | null;
  readonly createdAt: Date;
}

/** Whose tasks are listed: a role, in one agency or for the whole city. */
export interface TaskOwner {
  readonly role: Role;
  readonly agency: string | null;
}

const LIST_LIMIT = 200;

/** Once-key of the task to print the news with this effect key. */
export function printTaskKey(effectKey: string): string {
  return `print-mail:${effectKey}`;
}

/** Work for a desk that is no act on a case: a mail that came back, a letter to print, an identity to check. */
@Injectable()
export class Tasks {
  /** Makes the task unless its once-key has one. Returns whether it was made. */
  async create(tx: Tx, task: NewTask): Promise<boolean> {
    const made = await tx.query(
      `INSERT INTO tasks (id, once_key, kind, case_id, role, agency_code, facts, due_on, created_at)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9) ON CONFLICT (once_key) DO NOTHING RETURNING id`,
      [
        crypto.randomUUID(),
        task.onceKey,
        task.kind,
        task.caseId,
        task.role,
        task.agency,
        JSON.stringify(task.facts),
        task.dueOn ?? null,
        await tx.now(),
      ],
    );
    return made.length === 1;
  }

  /** Makes the task, or opens it again where it was settled: its cause is back. It is then whose it would be now. */
  async reopen(tx: Tx, task: NewTask): Promise<void> {
    if (await this.create(tx, task)) return;
    await tx.execute(
      `UPDATE tasks SET done_at = NULL, done_by = NULL, role = $2, agency_code = $3 WHERE once_key = $1`,
      [task.onceKey, task.role, task.agency],
    );
  }

  /** Gives an open task to whom it would go if it were made now. */
  async hand(tx: Tx, { onceKey, role, agency }: NewTask): Promise<void> {
    await tx.execute('UPDATE tasks SET role = $2, agency_code = $3 WHERE once_key = $1 AND done_at IS NULL', [
      onceKey,
      role,
      agency,
    ]);
  }

  /**
   * Open tasks of an owner, the earliest due first; at most 200. An order of the superior, or what both sides agreed on, is
   * among them as long as it runs: it is no row, so nobody completes it here.
   */
  async listOpen(tx: Tx, owner: TaskOwner): Promise<readonly Task[]> {
    const rows = await tx.query<TaskRow>(
      `SELECT id, kind, case_id, facts, due_on, created_at FROM open_tasks
       WHERE role = $1 AND agency_code IS NOT DISTINCT FROM $2
       ORDER BY due_on NULLS LAST, created_at, id LIMIT ${LIST_LIMIT}`,
      [owner.role, owner.agency],
    );
    return rows.map(taskOf);
  }

  /** One open task of this owner, or null. */
  async open(tx: Tx, taskId: string, owner: TaskOwner): Promise<Task | null> {
    const [row] = await tx.query<TaskRow>(
      `SELECT id, kind, case_id, facts, due_on, created_at FROM tasks
       WHERE id = $1 AND done_at IS NULL AND role = $2 AND agency_code IS NOT DISTINCT FROM $3`,
      [taskId, owner.role, owner.agency],
    );
    return row === undefined ? null : taskOf(row);
  }

  /** The same of a task that is closed: what was settled without it may still be told. */
  async closed(tx: Tx, taskId: string, owner: TaskOwner): Promise<Task | null> {
    const [row] = await tx.query<TaskRow>(
      `SELECT id, kind, case_id, facts, due_on, created_at FROM tasks
       WHERE id = $1 AND done_at IS NOT NULL AND role = $2 AND agency_code IS NOT DISTINCT FROM $3`,
      [taskId, owner.role, owner.agency],
    );
    return row === undefined ? null : taskOf(row);
  }

  /** Number of open tasks, for the navigation. */
  async countOpen(tx: Tx, owner: TaskOwner): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM open_tasks
       WHERE role = $1 AND agency_code IS NOT DISTINCT FROM $2`,
      [owner.role, owner.agency],
    );
    return row?.count ?? 0;
  }

  /** Closes a task whose cause is settled, whoever it belongs to. `staffId` null when a clock settled it. */
  async settle(tx: Tx, onceKey: string, staffId: string | null): Promise<void> {
    await tx.execute('UPDATE tasks SET done_at = $2, done_by = $3 WHERE once_key = $1 AND done_at IS NULL', [
      onceKey,
      await tx.now(),
      staffId,
    ]);
  }

  /**
   * Closes what waits about the letters of a case that is over for its requester: these letters are not printed any more, and
   * nobody asks whether one has left or was received. What the superior answered to an objection has a course of its own.
   */
  async settleLetters(
    tx: Tx,
    caseId: string,
    printed: readonly string[],
    staffId: string | null,
  ): Promise<void> {
    await tx.execute(
      `UPDATE tasks SET done_at = $2, done_by = $3 WHERE case_id = $1 AND done_at IS NULL
         AND (kind = 'print-mail' AND facts->>'mail' = ANY($4::text[])
           OR kind IN ('receipt-missing', 'letter-late') AND facts->>'mail' IS DISTINCT FROM 'objection-answered')`,
      [caseId, await tx.now(), staffId, [...printed]],
    );
  }

  /** Closes what waits of one kind about a case. */
  async settleKind(tx: Tx, caseId: string, kind: TaskKind, staffId: string | null): Promise<void> {
    await tx.execute(
      'UPDATE tasks SET done_at = $3, done_by = $4 WHERE case_id = $1 AND kind = $2 AND done_at IS NULL',
      [caseId, kind, await tx.now(), staffId],
    );
  }

  /** Gives an open task another last day, where a decree has moved what hangs on it. */
  async moveDue(tx: Tx, onceKey: string, dueOn: LocalDate): Promise<void> {
    await tx.execute('UPDATE tasks SET due_on = $2 WHERE once_key = $1 AND done_at IS NULL', [
      onceKey,
      dueOn,
    ]);
  }

  /** Closes an open task of this owner. Returns false when there is none: done already, or somebody else's. */
  async complete(tx: Tx, taskId: string, staffId: string, owner: TaskOwner): Promise<boolean> {
    const changed = await tx.execute(
      `UPDATE tasks SET done_at = $4, done_by = $2
       WHERE id = $1 AND done_at IS NULL AND role = $3 AND agency_code IS NOT DISTINCT FROM $5`,
      [taskId, staffId, owner.role, await tx.now(), owner.agency],
    );
    return changed === 1;
  }
}

interface TaskRow {
  readonly id: string;
  readonly kind: TaskKind;
  readonly case_id: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly due_on: string | null;
  readonly created_at: Date;
}

function taskOf(row: TaskRow): Task {
  return {
    id: row.id,
    kind: row.kind,
    caseId: row.case_id,
    facts: row.facts,
    dueOn: row.due_on,
    createdAt: row.created_at,
  };
}
