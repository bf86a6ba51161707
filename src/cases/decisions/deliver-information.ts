import { Injectable } from '@nestjs/common';
import { owesDelivery } from '../../law/delivery.js';
import { channelFits, type DeliveryChannel } from '../../law/handover.js';
import { localDayOf, parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { answerLeftOn, leftAfter } from '../../law/paper-letter.js';
import { mayObject } from '../../law/who-may-file.js';
import { ClaimFiles } from '../../office/documents/claim-files.js';
import { printTaskKey, Tasks } from '../../office/tasks/tasks.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused, type FieldFault } from '../../platform/http/problems.js';
import { printedDate } from '../../platform/letters/letter-dates.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import { CaseLinks } from '../requests/case-links.js';
import type { CaseChange, CaseRow } from '../requests/case-row.js';
import { handoverOf } from '../requests/handover.queries.js';
import { answeredKey, letterLateKey } from '../requests/letter-days.js';
import { receiptMissingKey } from '../requests/letter-term.js';
import { ObjectionWindow } from '../requests/objection-window.js';
import { RequesterNews } from '../requests/requester-news.js';
import { StepEffects } from '../requests/step-effects.js';
import { decidedOf, itemsOf } from './decided-items.queries.js';
import { moneyOf } from './money.queries.js';
import { PromiseDelivery } from './promise-delivery.js';
import { documentedBy } from './written-notice.letter.js';

/** How it reached the requester, on which day, with which files, and the number of the carrier where there is one. */
export interface Handover {
  readonly channel: DeliveryChannel;
  readonly deliveredOn: string;
  readonly reference?: string | null;
  /** Uploads that are handed over now, beside those of the answer. */
  readonly fileIds?: readonly string[] | null;
}

/**
 * The information reaches the requester, or is inspected (PerKI 1/2021 art. 35; law.md row 14): T6 stops. What was not
 * documented yet is handed over in the same way, once, while it is owed (annex VII B); the request stays so answered. Of an
 * answer that grants a part and promises the rest, the granted part comes first and the request stays open for the rest.
 */
@Injectable()
export class DeliverInformation {
  constructor(
    private readonly transitions: CaseTransitions,
    private readonly objectionWindow: ObjectionWindow,
    private readonly news: RequesterNews,
    private readonly links: CaseLinks,
    private readonly files: ClaimFiles,
    private readonly effects: StepEffects,
    private readonly promise: PromiseDelivery,
    private readonly tasks: Tasks,
  ) {}

  /**
   * By desk or officer; `asksForFile` where the page asks for what it says is there to be opened. Throws 409
   * `payment-open` while a cost is unpaid; 422 for a day that is not yet, before the notice or before the payment it
   * waited for, for a channel that does not fit (paper never goes online, who asked to look is shown it in place),
   * and for unknown files.
   */
  async run(tx: Tx, row: CaseRow, handover: Handover, { asksForFile = false } = {}): Promise<CaseRow> {
    if (row.status === 'closed_not_documented' && !isOwed(row)) throw refused('not-in-this-state');
    const today = localDayOf(await tx.now());
    const day = parseLocalDate(handover.deliveredOn);
    const { cost, paid, paidAt } = await moneyOf(tx, row.id);
    const faults = await this.faults(tx, row, handover, day, { today, paidAt });
    if (faults.length > 0 || day === null) throw invalid(faults);
    if (row.status === 'granted_open' && cost > paid) throw refused('payment-open');
    const fileIds = handover.fileIds ?? [];
    const lost = await this.files.claim(tx, row.id, fileIds, 'answer', 'staff');
    if (lost.length > 0) {
      throw invalid([{ field: 'fileIds', code: 'unknown-file', message: 'problems.fields.unknown-file' }]);
    }
    const { channel, reference = null } = handover;
    const isThere = fileIds.length > 0 || (await hasFiles(tx, row.id));
    if (asksForFile && channel === 'online' && !isThere) {
      throw invalid([{ field: 'fileIds', code: 'missing', message: 'decisions.errors.online-file' }]);
    }
    const changed = await this.deliverNow(tx, row, channel, day, { reference, fileIds });
    // Who took the copy along at the counter needs no letter to say so.
    if (!isHandedOver(channel) || (await this.news.reaches(tx, changed)))
      await this.tellHandover(tx, changed, isThere, day);
    // Orders to give wait for the rest.
    if (changed.status !== 'granted_open') await this.effects.follow('delivered', tx, changed);
    return changed;
  }

  private async tellHandover(tx: Tx, row: CaseRow, isThere: boolean, day: LocalDate): Promise<void> {
    await this.news.tell<'copy-ready'>(tx, row, {
      kind: 'copy-ready',
      // The granted part and its rest are two hand-overs.
      effectKey: `copy-ready:${row.id}:delivered${row.status === 'granted_open' ? '-in-part' : ''}`,
      data: {
        number: row.register_number,
        // Without a file there is nothing to open: the mail only says what was recorded.
        step: isThere ? 'ready' : 'handedOver',
        amount: 0,
        until: day,
        workingDays: 0,
        link: this.links.statusPath(row.id, row.link_epoch),
      },
    });
  }

  /** In the transaction of a grant that is delivered at once. */
  async deliverNow(
    tx: Tx,
    row: CaseRow,
    channel: DeliveryChannel,
    day: LocalDate,
    { reference = null, fileIds = [] }: Pick<Handover, 'reference' | 'fileIds'> = {},
  ): Promise<CaseRow> {
    const extent = row.outcome === 'granted_partial' ? 'partial' : 'full';
    const late = row.provide_on !== null && day > row.provide_on;
    const shown = await noticeShown(tx, row, { channel, deliveredOn: day });
    const rest = await restAfter(tx, row);
    const change = { ...(await this.windowAfter(tx, row, day, shown)), ...shown?.change };
    const facts = { channel, deliveredOn: day, late, ...shown?.facts };
    const changed =
      rest === null
        ? await this.transitions.applyTransition(tx, row, {
            event: 'deliver',
            facts: { extent },
            // The promise is kept: nothing is owed any more.
            change: row.status === 'closed_not_documented' ? { ...change, provide_on: null } : change,
            auditFacts: facts,
          })
        : await this.transitions.recordChange(
            tx,
            row,
            'delivered',
            { ...change, provide_on: rest },
            { visibleTo: 'requester', facts: { ...facts, rest } },
          );
    if (rest !== null) await this.promise.rest(tx, changed, rest);
    if (shown !== null) await this.tasks.settle(tx, letterLateKey(answeredKey(row.id)), tx.actor.id);
    if (isHandedOver(channel)) await this.settleLetters(tx, row, day);
    await tx.query(
      `INSERT INTO deliveries (id, case_id, channel, delivered_on, late, reference, staff_id, at, file_ids)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::uuid[])
       ON CONFLICT (case_id) DO UPDATE SET granted_on = deliveries.delivered_on, channel = excluded.channel,
         delivered_on = excluded.delivered_on, late = deliveries.late OR excluded.late,
         reference = coalesce(excluded.reference, deliveries.reference), staff_id = excluded.staff_id,
         at = excluded.at, file_ids = deliveries.file_ids || excluded.file_ids`,
      [
        newId(),
        row.id,
        channel,
        day,
        late,
        reference,
        tx.actor.kind === 'staff' ? tx.actor.id : null,
        await tx.now(),
        fileIds,
      ],
    );
    return changed;
  }

  /** What is handed over at the counter takes the answer along: nothing of it is to be printed, posted or received. */
  private async settleLetters(tx: Tx, row: CaseRow, day: LocalDate): Promise<void> {
    const effectKey = answeredKey(row.id);
    await tx.execute(
      `UPDATE postings SET received_on = greatest(sent_on, $2) WHERE effect_key = $1 AND received_on IS NULL`,
      [effectKey, day],
    );
    await this.tasks.settle(tx, receiptMissingKey(effectKey), tx.actor.id);
    for (const key of [effectKey, `copy-ready:${row.id}:granted`])
      await this.tasks.settle(tx, printTaskKey(key), tx.actor.id);
  }

  /**
   * A late delivery is a ground of its own (g); one that is recorded after T7 is the first at which the copy can be
   * judged (d); and nobody received an answer before it left.
   */
  private async windowAfter(
    tx: Tx,
    row: CaseRow,
    day: LocalDate,
    shown: ShownNotice | null,
  ): Promise<CaseChange> {
    const late = row.provide_on !== null && day > row.provide_on;
    const over = row.objection_until !== null && localDayOf(await tx.now()) > row.objection_until;
    // Without a right to object nothing opens, but the case ends with this day.
    const isFirst = shown !== null || (await isUnreceived(tx, row));
    if (!late && !over && !isFirst && mayObject(row.standing)) return {};
    return { objection_until: await this.objectionWindow.open(tx, row, day, `delivered/${day}`) };
  }

  private async faults(
    tx: Tx,
    row: CaseRow,
    { channel }: Handover,
    day: LocalDate | null,
    { today, paidAt }: { readonly today: LocalDate; readonly paidAt: Date | null },
  ): Promise<readonly FieldFault[]> {
    const noticedOn = row.noticed_at === null ? row.received_on : localDayOf(row.noticed_at);
    const faults: FieldFault[] = [];
    if (day === null || day > today || day < noticedOn) {
      faults.push({ field: 'deliveredOn', code: 'wrong-date', message: 'decisions.errors.delivered-on' });
    }
    const paidOn = paidAt === null ? null : localDayOf(paidAt);
    if (faults.length === 0 && paidOn !== null && day !== null && day < paidOn) {
      const message = 'decisions.errors.delivered-before-payment';
      faults.push({
        field: 'deliveredOn',
        code: 'wrong-date',
        message,
        values: { paid: printedDate(paidOn).long },
      });
    }
    if (isOwed(row)) {
      const hasHardcopy = await hasPaper(tx, row.id);
      if (!channelFits(channel, { access: row.access, hasHardcopy })) {
        const message = `decisions.errors.channel-${row.access === 'inspect' ? 'inspect' : 'copy'}`;
        faults.push({ field: 'channel', code: 'wrong-channel', message });
      }
    }
    return faults;
  }
}

/** The day that the notice promised for the rest, where this hands over what was granted; null where it is all. */
export async function restAfter(tx: Tx, row: CaseRow): Promise<LocalDate | null> {
  if (row.status !== 'granted_open' || (await handoverOf(tx, row.id)) !== null) return null;
  return documentedBy(decidedOf(await itemsOf(tx, row.id)));
}

interface ShownNotice {
  readonly change: CaseChange;
  readonly facts: { readonly noticeLate?: true };
}

/** What the hand-over says of an answer on paper that nobody recorded as sent, or only for a later day. */
async function noticeShown(
  tx: Tx,
  row: CaseRow,
  handover: { readonly channel: DeliveryChannel; readonly deliveredOn: LocalDate },
): Promise<ShownNotice | null> {
  const leftOn = answerLeftOn(row.notice_left_on, handover);
  if (!row.notice_on_paper || leftOn === row.notice_left_on) return null;
  const lastDay = row.letter_due_on ?? row.due_on;
  const isLate = lastDay !== null && leftAfter({ onPaper: true, leftOn }, lastDay);
  return {
    change: { notice_left_on: leftOn, notice_left_at: row.notice_left_at ?? (await tx.now()) },
    facts: isLate ? { noticeLate: true } : {},
  };
}

/** Whether the answer went by post and nobody recorded when it was received. */
async function isUnreceived(tx: Tx, row: CaseRow): Promise<boolean> {
  const found = await tx.query('SELECT 1 FROM postings WHERE effect_key = $1 AND received_on IS NULL', [
    answeredKey(row.id),
  ]);
  return found.length > 0;
}

/** From hand to hand, or looked at in place: the requester was there. */
function isHandedOver(channel: DeliveryChannel): boolean {
  return channel === 'pickup' || channel === 'inspection';
}

function isOwed(row: CaseRow): boolean {
  return owesDelivery({ state: row.status, provideOn: row.provide_on });
}

/** Whether the answer itself has brought files. */
export async function hasFiles(tx: Tx, caseId: string): Promise<boolean> {
  const rows = await tx.query(
    'SELECT 1 FROM decisions WHERE case_id = $1 AND cardinality(file_ids) > 0 LIMIT 1',
    [caseId],
  );
  return rows.length > 0;
}

/** Whether anything of this case was granted on paper. */
export async function hasPaper(tx: Tx, caseId: string): Promise<boolean> {
  const rows = await tx.query(`SELECT 1 FROM decisions WHERE case_id = $1 AND form = 'hardcopy' LIMIT 1`, [
    caseId,
  ]);
  return rows.length > 0;
}
