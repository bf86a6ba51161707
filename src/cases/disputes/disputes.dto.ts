import { Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, IsOptional, IsUUID, Min, ValidateNested } from 'class-validator';
import { Day, Line, Paragraphs, Upload, Uploads } from '../../platform/http/field-rules.js';
import { ORDERED_EXTENTS, type EarlierOrder, type OrderedExtent } from '../../law/dispute-rules.js';
import { VersionedBody } from '../requests/case-acts.js';
import type { CarriedOut } from './carry-out-order.js';

/** What the commission's notice says. */
export class OpenDisputeBody {
  @Line({
    min: 1,
    max: 60,
    missing: 'disputes.errors.objection-number',
    tooLong: 'disputes.errors.objection-unknown',
  })
  objectionNumber!: string;

  @Line({
    min: 1,
    max: 100,
    missing: 'disputes.errors.commission-number',
    tooLong: 'disputes.errors.commission-number-long',
  })
  commissionNumber!: string;

  @Day('disputes.errors.filed-on')
  filedOn!: string;

  @IsOptional()
  @Upload()
  fileId?: string | null;
}

export class OrderBody {
  @Paragraphs({
    min: 1,
    max: 4000,
    missing: 'disputes.errors.order-text',
    tooLong: 'disputes.errors.order-text-long',
  })
  text!: string;

  @Day('disputes.errors.carry-out-by')
  carryOutBy!: string;

  /** How much it orders to give of what was asked. Absent: all. */
  @IsOptional()
  @IsIn(ORDERED_EXTENTS, { message: 'unknown-value|disputes.errors.extent' })
  extent?: OrderedExtent | null;
}

/** A decision: its day, its paper, and the order it holds. */
export class RulingBody extends VersionedBody {
  @Day('disputes.errors.decided-on')
  decidedOn!: string;

  /** When the office received it: the way to the next instance is counted from here. Absent: on the day of the decision. */
  @IsOptional()
  @Day('disputes.errors.received-on')
  receivedOn?: string | null;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => OrderBody)
  order?: OrderBody | null;

  /** What a ruling without an order of its own does to the order before it. Absent: it stands. */
  @IsOptional()
  @IsIn(['stands', 'ends'], { message: 'unknown-value|disputes.errors.earlier-order' })
  earlierOrder?: EarlierOrder | null;

  @IsUUID(undefined, { message: 'missing|disputes.errors.file' })
  fileId!: string;
}

/** A suit or cassation: the day on which it was filed, and its paper. */
export class FurtherStepBody extends VersionedBody {
  @Day('disputes.errors.step-filed-on')
  filedOn!: string;

  /** Needed where the dispute is final already. */
  @IsOptional()
  @Upload()
  fileId?: string | null;

  /** Why it is recorded late; needed where the dispute is final already. */
  @IsOptional()
  @Paragraphs({
    min: 1,
    max: 1000,
    missing: 'disputes.errors.late-reason',
    tooLong: 'disputes.errors.late-reason-long',
  })
  reason?: string | null;
}

export class CarryOutBody extends VersionedBody {
  @Paragraphs({
    min: 1,
    max: 4000,
    missing: 'disputes.errors.explanation',
    tooLong: 'disputes.errors.order-text-long',
  })
  explanation!: string;

  @IsOptional()
  @Uploads(20)
  fileIds?: string[] | null;

  /** With an order about the cost (ground f): what is left of it, in whole rupiah; 0 where it is waived. */
  @IsOptional()
  @IsInt({ message: 'wrong-value|objections.errors.lowered-cost' })
  @Min(0, { message: 'wrong-value|objections.errors.lowered-cost' })
  cost?: number | null;
}

/** What the report of an order says. */
export function carriedOut({ explanation, fileIds, cost }: CarryOutBody): CarriedOut {
  return { explanation, fileIds: fileIds ?? [], cost: cost ?? null };
}
