import { Injectable } from '@nestjs/common';
import { exemptionTermFits } from '../../law/article17.js';
import { mayDecideProposal } from '../../law/harm-test.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { needsMayorApproval } from '../../law/who-decides.js';
import { Audit } from '../../office/audit/audit.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { Tasks } from '../../office/tasks/tasks.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { notFound, refused } from '../../platform/http/problems.js';
import type { ConsentDecreeBody, ExtendDecreeBody, OpenDecreeBody } from './decree-review.dto.js';
import { MakeDecree } from './make-decree.js';
import { approvalOf } from './mayor-approval.js';
import { OpenDecree } from './open-decree.js';
import { RefusalBases } from './refusal-basis.js';
import { isInForce, readDecree, readSheet, stands, type DecreeRow } from './refusal-records.js';

/** A decree whose row is locked. */
interface HeldDecree {
  readonly decree: DecreeRow;
  readonly today: LocalDate;
}

/** A new term that waits for the superior. */
interface WaitingReview {
  readonly id: string;
  readonly test_sheet_id: string;
  readonly proposed_by: string;
}

/**
 * What the office decides on an exemption in force (T18; UU 14/2008 art. 20; PP 61/2010 art. 10-11; PerKI 1/2021 art.
 * 49, 52-53): open it now, let it end on its day, or decree it anew on a new consequence test, which one person proposes
 * and the superior, another, consents to. Letter a never lasts longer than 30 years from its first decree. Throws 404,
 * 409 `not-in-this-state`, `same-person`, `test-sheet-incomplete`, and 422 where the head's approval is wanted.
 */
@Injectable()
export class ReviewDecree {
  constructor(
    private readonly opening: OpenDecree,
    private readonly bases: RefusalBases,
    private readonly decrees: MakeDecree,
    private readonly tasks: Tasks,
    private readonly audit: Audit,
    private readonly rules: CityRules,
  ) {}

  async open(tx: Tx, id: string, body: OpenDecreeBody): Promise<void> {
    const { decree, today } = await this.standing(tx, id);
    const approval = approvalOf(body, await this.needsMayor(), today);
    await this.withdrawWaiting(tx, decree.id, body.reason);
    await this.opening.run(tx, decree, { reason: body.reason, approval, objectionId: null });
  }

  /** Decided: it becomes open by itself on its last day; the task of T18 is done, the clock runs on. */
  async letEnd(tx: Tx, id: string, reason: string): Promise<void> {
    const { decree } = await this.standing(tx, id);
    if (decree.exempt_until === null) throw refused('not-in-this-state');
    const now = await tx.now();
    await tx.query(
      `INSERT INTO decree_reviews (id, decree_id, kind, reason, status, proposed_by, proposed_at, decided_by, decided_at)
       VALUES ($1, $2, 'let-end', $3, 'done', $4, $5, $4, $5)`,
      [newId(), decree.id, reason, tx.actor.id, now],
    );
    await this.tasks.settle(tx, `exemption-ending:${decree.id}`, tx.actor.id);
    await this.record(tx, decree, 'exemption-left-to-end');
  }

  /** Proposes a new term on a new test of the same information. */
  async extend(tx: Tx, id: string, body: ExtendDecreeBody): Promise<void> {
    const { decree, today } = await this.inForce(tx, id);
    if ((await waitingOf(tx, decree.id)) !== null) throw refused('not-in-this-state');
    const old = await readSheet(tx, decree.test_sheet_id);
    const sheet = await this.bases.test(
      tx,
      {
        ...{ information: old.information, article17: [...old.article17], statute: old.statute },
        ...{ harmIfOpened: body.harmIfOpened, harmIfClosed: body.harmIfClosed },
        ...{ exemptUntil: body.exemptUntil, testers: body.testers },
        testSheetNumber: body.testSheetNumber ?? null,
      },
      today,
    );
    const isLonger =
      sheet.exempt_until !== null && decree.exempt_until !== null && sheet.exempt_until > decree.exempt_until;
    const fits = exemptionTermFits(sheet.article17, await firstDecreedOn(tx, decree), sheet.exempt_until);
    if (!isLonger || !fits) throw refused('test-sheet-incomplete', { missing: ['exemptUntil'] });
    await tx.query(
      `INSERT INTO decree_reviews (id, decree_id, kind, reason, test_sheet_id, status, proposed_by, proposed_at)
       VALUES ($1, $2, 'extend', $3, $4, 'waiting', $5, $6)`,
      [newId(), decree.id, body.reason, sheet.id, tx.actor.id, await tx.now()],
    );
    await this.record(tx, decree, 'exemption-extension-proposed', { until: sheet.exempt_until });
  }

  /** The superior consents: the new decree takes the place of the old one, and T18 starts anew. */
  async consent(tx: Tx, id: string, body: ConsentDecreeBody): Promise<DecreeRow> {
    const { decree, today } = await this.inForce(tx, id);
    const review = await this.mine(tx, decree.id);
    const sheet = await readSheet(tx, review.test_sheet_id);
    if (!exemptionTermFits(sheet.article17, today, sheet.exempt_until))
      throw refused('test-sheet-incomplete', { missing: ['exemptUntil'] });
    const approval = approvalOf(body, await this.needsMayor(), today);
    const about = { id: null, agency_code: decree.agency_code };
    const made = await this.decrees.run(tx, about, sheet, { number: body.decreeNumber ?? null, approval });
    await tx.execute('UPDATE exemption_decrees SET replaced_by = $2 WHERE id = $1', [decree.id, made.id]);
    await this.decide(tx, review.id, 'done', null);
    await this.opening.endClocks(tx, decree.id);
    await this.record(tx, decree, 'exemption-extended', {
      replacedBy: made.number,
      until: made.exempt_until,
    });
    return made;
  }

  async returnToDesk(tx: Tx, id: string, reason: string): Promise<void> {
    const { decree } = await this.standing(tx, id);
    const review = await this.mine(tx, decree.id);
    await this.decide(tx, review.id, 'returned', reason);
    await this.record(tx, decree, 'exemption-extension-returned');
  }

  /** Of one that a refusal may rest on: not where a ruling orders to open it. */
  private async inForce(tx: Tx, id: string): Promise<HeldDecree> {
    const held = await this.standing(tx, id);
    if (!isInForce(held.decree, held.today)) throw refused('not-in-this-state');
    return held;
  }

  private async standing(tx: Tx, id: string): Promise<HeldDecree> {
    const decree = await readDecree(tx, id, 'FOR UPDATE');
    if (decree === null) throw notFound();
    const today = localDayOf(await tx.now());
    if (!stands(decree, today)) throw refused('not-in-this-state');
    return { decree, today };
  }

  /** The review that waits, for another person than the one who proposed it. */
  private async mine(tx: Tx, decreeId: string): Promise<WaitingReview> {
    const review = await waitingOf(tx, decreeId);
    if (review === null) throw refused('not-in-this-state');
    const may = mayDecideProposal(review.proposed_by, tx.actor.id ?? '');
    if (!may.ok) throw refused(may.refusal);
    return review;
  }

  private async withdrawWaiting(tx: Tx, decreeId: string, reason: string): Promise<void> {
    await tx.execute(
      `UPDATE decree_reviews SET status = 'returned', returned_reason = $2, decided_at = $3
       WHERE decree_id = $1 AND status = 'waiting'`,
      [decreeId, reason, await tx.now()],
    );
  }

  private async decide(
    tx: Tx,
    reviewId: string,
    status: 'done' | 'returned',
    reason: string | null,
  ): Promise<void> {
    await tx.execute(
      `UPDATE decree_reviews SET status = $2, returned_reason = $3, decided_by = $4, decided_at = $5 WHERE id = $1`,
      [reviewId, status, reason, tx.actor.id, await tx.now()],
    );
  }

  private async needsMayor(): Promise<boolean> {
    return needsMayorApproval((await this.rules.current()).ruleset);
  }

  private async record(
    tx: Tx,
    decree: DecreeRow,
    event: string,
    facts: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    await this.audit.record(tx, {
      stream: `decree:${decree.id}`,
      event,
      effectiveAt: await tx.now(),
      visibleTo: 'staff',
      agency: decree.agency_code,
      facts: { number: decree.number, ...facts },
    });
  }
}

async function waitingOf(tx: Tx, decreeId: string): Promise<WaitingReview | null> {
  const rows = await tx.query<WaitingReview>(
    `SELECT id, test_sheet_id, proposed_by FROM decree_reviews WHERE decree_id = $1 AND status = 'waiting' FOR UPDATE`,
    [decreeId],
  );
  return rows[0] ?? null;
}

/** The day of the first decree of a chain in which each took the place of the one before. */
async function firstDecreedOn(tx: Tx, decree: DecreeRow): Promise<LocalDate> {
  const rows = await tx.query<{ on: LocalDate }>(
    `WITH RECURSIVE before AS (
       SELECT id, decreed_on FROM exemption_decrees WHERE id = $1
       UNION ALL SELECT d.id, d.decreed_on FROM exemption_decrees d JOIN before b ON d.replaced_by = b.id)
     SELECT min(decreed_on)::date AS "on" FROM before`,
    [decree.id],
  );
  return rows[0]?.on ?? decree.decreed_on;
}
