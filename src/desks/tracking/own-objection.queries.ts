import { Injectable } from '@nestjs/common';
import { handedOver, type HandedOver } from '../../cases/disputes/handed-over.queries.js';
import type { WindowStart } from '../../cases/requests/case-counts.js';
import { FileAnew } from '../../cases/objections/file-anew.js';
import { readTarget, type ObjectionRow } from '../../cases/objections/objection-row.js';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import type { ObjectionOutcome } from '../../law/objection-grounds.js';
import type { CommissionFacts } from '../../law/objection-windows.js';
import type { GroundWindow } from '../../law/open-grounds.js';
import type { Ruleset } from '../../law/ruleset.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { StoredFiles } from '../../office/documents/stored-files.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, requesterOf } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import type { ServedFile } from '../../platform/files/serve-file.js';
import { notFound } from '../../platform/http/problems.js';
import { runningOrders, type RunningOrder } from './owed-orders.js';
import type { TrackedDocument, TrackedEvent, TrackedOrder, TrackedSettlement } from './tracked-case.js';
import { orderOf, settlementOf } from './tracked-details.js';
import { trackedDocuments } from './tracked-documents.js';

/** An objection without a request, as the one who filed it may know it. */
export interface OwnObjection {
  readonly objection: ObjectionRow;
  readonly now: Date;
  readonly realNow: Date;
  readonly today: LocalDate;
  readonly calendar: WorkingCalendar;
  /** The readings of the law it began under. */
  readonly rules: Ruleset;
  /** Day 0 of T10 where its row keeps it. */
  readonly commissionFrom: WindowStart | null;
  readonly outcome: ObjectionOutcome | null;
  readonly order: TrackedOrder | null;
  readonly settlement: TrackedSettlement | null;
  /** What binds the office now: the order or agreement, and what commission or courts have ordered. */
  readonly orders: readonly RunningOrder[];
  readonly dispute: { readonly number: string; readonly status: string; readonly filedOn: LocalDate } | null;
  /** The number of the objection that this one follows, and those that follow it, the oldest first. */
  readonly follows: string | null;
  readonly followedBy: readonly { readonly number: string; readonly receivedOn: LocalDate }[];
  /** What its order bears today: the grounds of a new objection (decision 0092). */
  readonly anew: readonly GroundWindow[];
  readonly events: readonly TrackedEvent[];
  readonly documents: readonly TrackedDocument[];
}

/** What the law asks of it before it names a last day to go to the commission. */
export function commissionFactsOf({ objection, dispute }: OwnObjection): CommissionFacts {
  return {
    status: objection.status,
    until: objection.commission_until,
    isDisputed: dispute !== null,
  };
}

type Kept = 'outcome' | 'order' | 'orders' | 'settlement' | 'dispute' | 'follows';

interface Details extends Pick<OwnObjection, Kept> {
  readonly followed_by: OwnObjection['followedBy'];
  readonly now: Date;
  readonly real_now: Date;
  readonly events: readonly {
    readonly at: string;
    readonly event: string;
    readonly facts: TrackedEvent['facts'];
  }[];
  readonly letters: readonly { readonly kind: string; readonly fileId: string }[];
  readonly handed_over: readonly HandedOver[];
  readonly commission_from: WindowStart | null;
}

const DETAILS = /* sql */ `
  SELECT tenggat_now() AS now, clock_timestamp() AS real_now,
    (SELECT json_build_object('on', d.facts->>'foundOn', 'dayZero', d.facts->>'dayZero') FROM due_rows d
      WHERE d.objection_id = $1 AND d.kind = 'commission-window' AND d.facts ? 'foundOn'
      ORDER BY d.due_at DESC LIMIT 1) AS commission_from,
    (SELECT r.outcome FROM objection_replies r WHERE r.objection_id = $1) AS outcome,
    (${orderOf('$1')}) AS order,
    (${settlementOf('$1')}) AS settlement,
    ${runningOrders('r.objection_id = $1')} AS orders,
    (SELECT json_build_object('number', s.commission_number, 'status', s.status, 'filedOn', s.filed_on)
      FROM disputes s WHERE s.objection_id = $1 ORDER BY s.filed_on DESC LIMIT 1) AS dispute,
    (SELECT f.register_number FROM objections f, objections o WHERE o.id = $1 AND f.id = o.follows_id) AS follows,
    (SELECT coalesce(json_agg(json_build_object('number', n.register_number, 'receivedOn', n.received_on)
        ORDER BY n.entered_at, n.register_number), '[]') FROM objections n WHERE n.follows_id = $1) AS followed_by,
    (SELECT coalesce(json_agg(json_build_object('at', a.effective_at, 'event', a.event, 'facts', a.facts)
        ORDER BY a.effective_at, a.seq), '[]')
      FROM audit a WHERE a.visible_to = 'requester' AND a.stream = ANY (array(
        SELECT 'dispute:' || s.id FROM disputes s WHERE s.objection_id = $1) || $2::text)) AS events,
    (SELECT coalesce(json_agg(json_build_object('kind', l.kind, 'fileId', coalesce(l.signed_file_id, l.file_id))
        ORDER BY l.issued_at), '[]')
      FROM letters l WHERE l.objection_id = $1 AND (l.file_id IS NOT NULL OR l.signed_file_id IS NOT NULL)) AS letters,
    ${handedOver('o.id = $1')} AS handed_over`;

/** Reads an objection without a request for the one who filed it. */
@Injectable()
export class OwnObjections {
  constructor(
    private readonly database: Database,
    private readonly files: StoredFiles,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly anew: FileAnew,
  ) {}

  /** In a transaction of its own, with sight of no case and no person. */
  read(objectionId: string): Promise<OwnObjection> {
    return this.database.read(requesterOf(objectionId), NOTHING, (tx) => this.readIn(tx, objectionId));
  }

  /** Inside the transaction of an act. Throws 404 for an objection that a request stands behind. */
  async readIn(tx: Tx, objectionId: string): Promise<OwnObjection> {
    const target = await readTarget(tx, objectionId);
    if (target === null || target.objection.case_id !== null) throw notFound();
    const { objection } = target;
    const [details] = await tx.query<Details>(DETAILS, [objection.id, `objection:${objection.id}`]);
    if (details === undefined) throw new Error('an objection gave no details');
    return {
      objection,
      now: details.now,
      realNow: details.real_now,
      today: localDayOf(details.now),
      calendar: await this.calendar.forCase(objection),
      rules: await this.rules.ofCase(objection),
      commissionFrom: details.commission_from,
      outcome: details.outcome,
      order: details.order,
      settlement: details.settlement,
      orders: details.orders,
      dispute: details.dispute,
      follows: details.follows,
      followedBy: details.followed_by,
      anew: await this.anew.open(tx, objection),
      events: details.events.map((stored) => ({ ...stored, at: new Date(stored.at), agency: null })),
      documents: trackedDocuments(await this.files.ofObjection(tx, objection.id), {
        letters: details.letters,
        given: details.handed_over,
      }),
    };
  }

  /** A document of this objection by its id. Throws 404 for a hidden, foreign and unknown one alike. */
  open(objectionId: string, fileId: string): Promise<ServedFile> {
    return this.database.read(requesterOf(objectionId), NOTHING, async (tx) => {
      const { documents } = await this.readIn(tx, objectionId);
      if (!documents.some((document) => document.id === fileId)) throw notFound();
      return this.files.read(tx, fileId);
    });
  }
}
