import { Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, IsOptional, IsUUID, Min, ValidateNested } from 'class-validator';
import { parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { OBJECTION_OUTCOMES, type ObjectionOutcome } from '../../law/objection-grounds.js';
import {
  AGREED_GIFTS,
  ORDER_KINDS,
  ORDERED_GIFTS,
  type AgreedGift,
  type OrderedGift,
} from '../../law/objection-reply.js';
import { Day, GivenNumber, Paragraphs, Upload, Uploads } from '../../platform/http/field-rules.js';
import { invalid } from '../../platform/http/problems.js';
import { VersionedBody } from '../requests/case-acts.js';
import { NoticeBody, noticePaper } from '../requests/notice-body.js';
import type { Reply } from './reply.js';
import type { AgreedOrder, Settlement } from './settlement.js';

const MOST_FILES = 20;

/** What the superior orders, and until when. */
export class OrderBody {
  @Paragraphs({
    min: 1,
    max: 4000,
    missing: 'objections.errors.order-missing',
    tooLong: 'objections.errors.order-long',
  })
  text!: string;

  @Day('objections.errors.carry-out')
  carryOutBy!: string;

  /** Absent: to give what was asked, save on c and g where all has been given. `answer`: no more than to answer, on ground c alone. */
  @IsOptional()
  @IsIn(ORDER_KINDS, { message: 'unknown-value|objections.errors.order-kind-not-possible' })
  kind?: (typeof ORDER_KINDS)[number] | null;

  /** How much of what was asked for is to be given. Absent: as the outcome has it (a part on `partlyGranted`). */
  @IsOptional()
  @IsIn(ORDERED_GIFTS, { message: 'unknown-value|objections.errors.gives' })
  gives?: OrderedGift | null;
}

/** The superior's decision (PerKI 1/2021 art. 44). */
export class ReplyBody extends NoticeBody {
  @IsIn(OBJECTION_OUTCOMES, { message: 'missing|objections.errors.outcome' })
  outcome!: ObjectionOutcome;

  @Paragraphs({
    min: 1,
    max: 6000,
    missing: 'objections.errors.reasons-missing',
    tooLong: 'objections.errors.reasons-long',
  })
  reasons!: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => OrderBody)
  order?: OrderBody | null;

  @IsOptional()
  @GivenNumber({ max: 100, tooLong: 'objections.errors.decree-number-long' })
  decreeNumber?: string | null;
}

/** The reply that a body amounts to. Throws 422 `wrong-date` for an order until a day that no month has. */
export function replyOf(body: ReplyBody): Reply {
  const { outcome, reasons, order } = body;
  return {
    outcome,
    reasons,
    order:
      order == null
        ? null
        : {
            text: order.text,
            carryOutBy: dayOf(order.carryOutBy, 'order.carryOutBy'),
            kind: order.kind ?? null,
            gives: order.gives ?? null,
          },
    decreeNumber: body.decreeNumber == null || body.decreeNumber === '' ? null : body.decreeNumber,
    ...noticePaper(body),
  };
}

function dayOf(typed: string, field: string): LocalDate {
  const day = parseLocalDate(typed);
  if (day === null)
    throw invalid([{ field, code: 'wrong-date', message: 'objections.errors.carry-out-no-day' }]);
  return day;
}

export class DelegateBody extends VersionedBody {
  @IsUUID(undefined, { message: 'missing|objections.errors.delegate' })
  staffId!: string;
}

/** What the office is to do of what was agreed, and until when. */
export class AgreedOrderBody {
  @Paragraphs({
    min: 1,
    max: 4000,
    missing: 'objections.errors.agreed-missing',
    tooLong: 'objections.errors.record-long',
  })
  text!: string;

  @Day('objections.errors.carry-out')
  carryOutBy!: string;

  /** How much of what was asked for is given by it. Absent: as the grounds have it (all of it on c, d and e). */
  @IsOptional()
  @IsIn(AGREED_GIFTS, { message: 'unknown-value|objections.errors.gives' })
  gives?: AgreedGift | null;
}

export class SettleBody extends VersionedBody {
  @Paragraphs({
    min: 1,
    max: 4000,
    missing: 'objections.errors.record',
    tooLong: 'objections.errors.record-long',
  })
  record!: string;

  /** The day by which the office is to do what the record says. */
  @IsOptional()
  @Day('objections.errors.carry-out')
  carryOutBy?: string | null;

  /** The same in words of its own. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => AgreedOrderBody)
  order?: AgreedOrderBody | null;

  /** With ground f: what is left of the cost, in whole rupiah; 0 where it is waived. */
  @IsOptional()
  @IsInt({ message: 'wrong-value|objections.errors.lowered-cost' })
  @Min(0, { message: 'wrong-value|objections.errors.lowered-cost' })
  cost?: number | null;
}

/** What both sides agreed on. Throws 422 for an agreed day that does not exist, and for two different ones. */
export function settlementOf(body: SettleBody): Settlement {
  return { record: body.record, order: agreedOrder(body), cost: body.cost ?? null };
}

function agreedOrder({ record, carryOutBy, order }: SettleBody): AgreedOrder | null {
  if (order != null) {
    const field = 'order.carryOutBy';
    const day = dayOf(order.carryOutBy, field);
    if (carryOutBy != null && dayOf(carryOutBy, 'carryOutBy') !== day)
      throw invalid([
        { field: 'carryOutBy', code: 'wrong-date', message: 'objections.errors.carry-out-two-days' },
      ]);
    return {
      text: order.text,
      carryOutBy: day,
      gives: order.gives ?? null,
      field,
    };
  }
  if (carryOutBy == null) return null;
  return { text: record, carryOutBy: dayOf(carryOutBy, 'carryOutBy'), gives: null, field: 'carryOutBy' };
}

/** The desk, on the requester's written word. */
export class WithdrawObjectionBody extends VersionedBody {
  @IsOptional()
  @Paragraphs({ max: 1000, tooLong: 'objections.errors.reason-long' })
  reason?: string | null;

  @IsOptional()
  @Upload()
  fileId?: string | null;
}

export class CarryOutBody extends VersionedBody {
  @Paragraphs({
    min: 1,
    max: 4000,
    missing: 'objections.errors.execution',
    tooLong: 'objections.errors.execution-long',
  })
  explanation!: string;

  @IsOptional()
  @Uploads(MOST_FILES)
  fileIds?: string[] | null;

  /** With an order about the cost (ground f): what is left of it, in whole rupiah; 0 where it is waived. */
  @IsOptional()
  @IsInt({ message: 'wrong-value|objections.errors.lowered-cost' })
  @Min(0, { message: 'wrong-value|objections.errors.lowered-cost' })
  cost?: number | null;
}
