import { Injectable } from '@nestjs/common';
import { owedNextOn, partToHandOver, type AnswerPart, type OwedPart } from '../../law/delivery.js';
import type { DeliveryChannel } from '../../law/handover.js';
import { localDayOf, parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { mayObject } from '../../law/who-may-file.js';
import { ClaimFiles } from '../../office/documents/claim-files.js';
import type { CopyReady } from '../../office/notifications/kinds/answering.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import { CaseTransitions } from '../requests/apply-transition.js';
import { CaseLinks } from '../requests/case-links.js';
import type { CaseChange, CaseRow } from '../requests/case-row.js';
import { LetterReceipts, type LetterThatLeft } from '../requests/letter-receipts.js';
import { ObjectionWindow } from '../requests/objection-window.js';
import { lockOwnCase } from '../requests/open-case.js';
import { RequesterNews } from '../requests/requester-news.js';
import { StepEffects } from '../requests/step-effects.js';
import { handoverFaults } from './handover-faults.js';
import { HandoversInLetters, type HandoverInLetter } from './handovers-in-letters.js';
import { LapsedDelivery } from './lapsed-delivery.js';
import {
  isHandedOver,
  isUnreceived,
  LettersInHand,
  noticeShown,
  type ShownNotice,
} from './letters-in-hand.js';
import { moneyOf } from './money.queries.js';
import { owedPartsOf } from './owed-parts.queries.js';
import { PromiseDelivery } from './promise-delivery.js';

/** How it reached the requester, on which day, with which files, and the number of the carrier where there is one. */
export interface Handover {
  readonly channel: DeliveryChannel;
  readonly deliveredOn: string;
  readonly reference?: string | null;
  /** Uploads that are handed over now, beside those of the answer. */
  readonly fileIds?: readonly string[] | null;
  /** Of an answer that grants a part and promises the rest, which is handed over; else the one that can be. */
  readonly part?: AnswerPart | null;
}

/** What the requester is told of a hand-over. */
interface ToldHandover {
  /** Without a file there is nothing to open: the news only say what was recorded. */
  readonly step: CopyReady['step'];
  readonly day: LocalDate;
  /** The day by which its letter has to leave. */
  readonly postBy?: LocalDate | null;
  readonly effectKey?: string;
}

/**
 * The information reaches the requester, or is inspected (PerKI 1/2021 art. 35; law.md row 14): T6 stops. What was not
 * documented yet is handed over in the same way, once, while it is owed (annex VII B); the request stays so answered. Of an
 * answer that grants a part and promises the rest, each is handed over by itself and the request stays open for the other.
 * What is laid online for somebody without mail is handed over when the letter that tells of it leaves (decision 0091).
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
    private readonly lapsed: LapsedDelivery,
    private readonly letters: LettersInHand,
    private readonly inLetters: HandoversInLetters,
    receipts: LetterReceipts,
  ) {
    receipts.registerLeaving('copy-ready', (tx, row, letter) => this.left(tx, row, letter));
  }

  /**
   * By desk or officer; `asksForFile` where the page asks for what it says is there to be opened. Throws 409
   * `payment-open` while the cost of what is handed over is unpaid; 422 for a day that is not yet, before the notice or
   * before the payment it waited for, for a channel that does not fit (paper never goes online, who asked to look is
   * shown it in place), and for unknown files.
   */
  async run(tx: Tx, before: CaseRow, handover: Handover, { asksForFile = false } = {}): Promise<CaseRow> {
    const today = localDayOf(await tx.now());
    const day = parseLocalDate(handover.deliveredOn);
    const { cost, paid, paidAt } = await moneyOf(tx, before.id);
    const { part: named = null } = handover;
    const chosen = partToHandOver(await owedPartsOf(tx, before), { isUnpaid: cost > paid, named });
    if (!chosen.ok) throw refused(chosen.refusal);
    const { part, dueOn } = chosen.part;
    const faults = await handoverFaults(tx, before, handover.channel, { day, today, paidAt, part });
    if (faults.length > 0 || day === null) throw invalid(faults);
    const row = await this.lapsed.before(tx, before);
    const fileIds = handover.fileIds ?? [];
    const lost = await this.files.claim(tx, row.id, fileIds, 'answer', 'staff');
    if (lost.length > 0) {
      throw invalid([{ field: 'fileIds', code: 'unknown-file', message: 'problems.fields.unknown-file' }]);
    }
    const { channel, reference = null } = handover;
    const isThere = fileIds.length > 0 || (part === 'granted' && (await hasFiles(tx, row.id)));
    if (asksForFile && channel === 'online' && !isThere) {
      throw invalid([{ field: 'fileIds', code: 'missing', message: 'decisions.errors.online-file' }]);
    }
    if (channel === 'online' && !(await this.news.reaches(tx, row)))
      return this.putInLetter(tx, row, { reference, fileIds, part }, isThere, dueOn);
    const waited = await this.inLetters.drop(tx, row.id, part);
    const changed = await this.deliverNow(tx, row, channel, day, {
      ...{ reference, fileIds: [...fileIds, ...waited], part },
    });
    // Who took the copy along at the counter needs no letter to say so.
    if (!isHandedOver(channel) || (await this.news.reaches(tx, changed)))
      await this.tellHandover(tx, changed, { step: isThere ? 'ready' : 'handedOver', day });
    // Orders to give wait for the rest.
    if (changed.status !== 'granted_open') await this.effects.follow('delivered', tx, changed);
    return changed;
  }

  /** T6 runs on until the letter leaves. */
  private async putInLetter(
    tx: Tx,
    row: CaseRow,
    handover: HandoverInLetter,
    isThere: boolean,
    postBy: LocalDate | null,
  ): Promise<CaseRow> {
    // Both parts may wait side by side, each for its own letter.
    const isInPart = (await owedPartsOf(tx, row)).length > 1;
    const effectKey = handoverKey(row.id, isInPart ? `-${handover.part}` : '');
    await this.inLetters.keep(tx, row.id, effectKey, handover);
    await this.tellHandover(tx, row, {
      ...{ step: isThere ? 'inLetter' : 'handedOver', day: localDayOf(await tx.now()), postBy, effectKey },
    });
    const changed = await this.transitions.recordChange(
      tx,
      row,
      'delivery-in-letter',
      {},
      { facts: { part: handover.part } },
    );
    // Orders to give wait for the rest.
    if (!isInPart) await this.effects.follow('put-in-letter', tx, changed);
    return changed;
  }

  private async left(tx: Tx, { id }: CaseRow, { effectKey, leftOn }: LetterThatLeft): Promise<void> {
    const waiting = await this.inLetters.take(tx, effectKey);
    if (waiting === null) return;
    const row = await this.lapsed.before(tx, await lockOwnCase(tx, id));
    if (!(await owedPartsOf(tx, row)).some(({ part }) => part === waiting.part)) return;
    const { part, fileIds, reference } = waiting;
    const others = await this.inLetters.drop(tx, id, part);
    const given = { part, reference, fileIds: [...fileIds, ...others] };
    const changed = await this.deliverNow(tx, row, 'online', leftOn, given);
    if (changed.status !== 'granted_open') await this.effects.follow('delivered', tx, changed);
  }

  private async tellHandover(
    tx: Tx,
    row: CaseRow,
    { step, day, postBy = null, effectKey }: ToldHandover,
  ): Promise<void> {
    await this.news.tell<'copy-ready'>(tx, row, {
      kind: 'copy-ready',
      // The granted part and its rest are two hand-overs.
      effectKey: effectKey ?? handoverKey(row.id, row.status === 'granted_open' ? '-in-part' : ''),
      postBy,
      data: {
        number: row.register_number,
        step,
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
    {
      reference = null,
      fileIds = [],
      part = 'granted',
    }: Pick<Handover, 'reference' | 'fileIds' | 'part'> = {},
  ): Promise<CaseRow> {
    const extent = row.outcome === 'granted_partial' ? 'partial' : 'full';
    const owed = await owedPartsOf(tx, row);
    const late = isLate(
      owed.find((each) => each.part === part),
      day,
    );
    const shown = await noticeShown(tx, row, { channel, deliveredOn: day });
    const rest = owed.filter((each) => each.part !== part);
    const isMixed = row.promised_due_on !== null;
    const change = {
      ...(await this.windowAfter(tx, row, day, { late, shown, part })),
      ...shown?.change,
      ...(part === 'promised' && isMixed ? { promised_due_on: null } : {}),
    };
    const facts = { ...(isMixed ? { part } : {}), channel, deliveredOn: day, late, ...shown?.facts };
    const changed =
      rest.length === 0
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
            { ...change, provide_on: owedNextOn(rest.map(({ dueOn }) => dueOn)) },
            { visibleTo: 'requester', facts },
          );
    if (rest.length > 0) await this.promise.handedOver(tx, changed, part ?? 'granted');
    await this.letters.settle(tx, row, { channel, deliveredOn: day }, shown);
    await tx.query(
      `INSERT INTO deliveries (id, case_id, channel, delivered_on, late, reference, staff_id, at, file_ids, granted_on, promised_on)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::uuid[], $10, $11)
       ON CONFLICT (case_id) DO UPDATE SET granted_on = coalesce(deliveries.granted_on, excluded.granted_on),
         promised_on = coalesce(deliveries.promised_on, excluded.promised_on), channel = excluded.channel,
         delivered_on = greatest(deliveries.delivered_on, excluded.delivered_on), late = deliveries.late OR excluded.late,
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
        part === 'promised' ? null : day,
        part === 'promised' ? day : null,
      ],
    );
    return changed;
  }

  /**
   * A late delivery is a ground of its own (g); one that is recorded after T7 is the first at which the copy can be
   * judged (d); and nobody received an answer before it left.
   */
  private async windowAfter(
    tx: Tx,
    row: CaseRow,
    day: LocalDate,
    {
      late,
      shown,
      part,
    }: { readonly late: boolean; readonly shown: ShownNotice | null; readonly part: AnswerPart | null },
  ): Promise<CaseChange> {
    const over = row.objection_until !== null && localDayOf(await tx.now()) > row.objection_until;
    // Without a right to object nothing opens, but the case ends with this day.
    const isFirst = shown !== null || (await isUnreceived(tx, row));
    if (!late && !over && !isFirst && mayObject(row.standing)) return {};
    return { objection_until: await this.objectionWindow.open(tx, row, day, `delivered/${part}/${day}`) };
  }
}

function handoverKey(caseId: string, part: string): string {
  return `copy-ready:${caseId}:delivered${part}`;
}

function isLate(owed: OwedPart | undefined, day: LocalDate): boolean {
  const dueOn = owed?.dueOn ?? null;
  return dueOn !== null && day > dueOn;
}

/** Whether the answer itself has brought files. */
export async function hasFiles(tx: Tx, caseId: string): Promise<boolean> {
  const rows = await tx.query(
    'SELECT 1 FROM decisions WHERE case_id = $1 AND cardinality(file_ids) > 0 LIMIT 1',
    [caseId],
  );
  return rows.length > 0;
}
