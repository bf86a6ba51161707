import { Injectable } from '@nestjs/common';
import type { AnswerPart } from '../../law/delivery.js';
import { printTaskKey, Tasks } from '../../office/tasks/tasks.js';
import type { Tx } from '../../platform/database/tx.js';

/** What lies online for somebody without mail until the letter that tells of it has left. */
export interface HandoverInLetter {
  readonly part: AnswerPart;
  readonly fileIds: readonly string[];
  readonly reference: string | null;
}

/** Hand-overs that wait for their letter (decision 0091): nothing is given before. */
@Injectable()
export class HandoversInLetters {
  constructor(private readonly tasks: Tasks) {}

  /** A second one before the letter has left adds its files. */
  async keep(tx: Tx, caseId: string, effectKey: string, handover: HandoverInLetter): Promise<void> {
    await tx.query(
      `INSERT INTO handovers_in_letters (effect_key, case_id, part, file_ids, reference, staff_id, at)
       VALUES ($1, $2, $3, $4::uuid[], $5, $6, $7)
       ON CONFLICT (effect_key) DO UPDATE SET file_ids = handovers_in_letters.file_ids || excluded.file_ids,
         reference = coalesce(excluded.reference, handovers_in_letters.reference)`,
      [
        effectKey,
        caseId,
        handover.part,
        handover.fileIds,
        handover.reference,
        tx.actor.kind === 'staff' ? tx.actor.id : null,
        await tx.now(),
      ],
    );
  }

  /** The letter leaves: what waited for it, once. */
  async take(tx: Tx, effectKey: string): Promise<HandoverInLetter | null> {
    const [found] = await tx.query<HandoverInLetter>(
      `UPDATE handovers_in_letters SET done_at = $2 WHERE effect_key = $1 AND done_at IS NULL
       RETURNING part, file_ids AS "fileIds", reference`,
      [effectKey, await tx.now()],
    );
    return found ?? null;
  }

  /** It is in hand in another way: its letter is not to be printed; the files that waited are given with it. */
  async drop(tx: Tx, caseId: string, part: AnswerPart): Promise<readonly string[]> {
    const dropped = await tx.query<{ key: string; fileIds: readonly string[] }>(
      `UPDATE handovers_in_letters SET done_at = $3 WHERE case_id = $1 AND part = $2 AND done_at IS NULL
       RETURNING effect_key AS key, file_ids AS "fileIds"`,
      [caseId, part, await tx.now()],
    );
    for (const { key } of dropped) await this.tasks.settle(tx, printTaskKey(key), tx.actor.id);
    return dropped.flatMap(({ fileIds }) => fileIds);
  }
}
