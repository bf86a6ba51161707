import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { localDate, parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { OBJECTION_OUTCOMES, type ObjectionOutcome } from '../../law/objection-grounds.js';
import { PlainText, Tidy } from '../../platform/http/text-rules.js';
import { VersionedBody } from '../requests/case-acts.js';
import { NoticeBody, noticePaper } from '../requests/notice-body.js';
import type { Reply } from './reply.js';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u;
const MOST_FILES = 20;

/** What the superior orders, and until when. */
export class OrderBody {
  @Tidy()
  @IsString({ message: 'missing|objections.errors.order-missing' })
  @MinLength(1, { message: 'missing|objections.errors.order-missing' })
  @MaxLength(4000, { message: 'too-long|objections.errors.order-long' })
  @PlainText({ lines: true })
  text!: string;

  @IsString({ message: 'missing|objections.errors.carry-out' })
  @Matches(DAY, { message: 'wrong-value|objections.errors.carry-out' })
  carryOutBy!: string;
}

/** The superior's decision (PerKI 1/2021 art. 44). */
export class ReplyBody extends NoticeBody {
  @IsIn(OBJECTION_OUTCOMES, { message: 'missing|objections.errors.outcome' })
  outcome!: ObjectionOutcome;

  @Tidy()
  @IsString({ message: 'missing|objections.errors.reasons-missing' })
  @MinLength(1, { message: 'missing|objections.errors.reasons-missing' })
  @MaxLength(6000, { message: 'too-long|objections.errors.reasons-long' })
  @PlainText({ lines: true })
  reasons!: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => OrderBody)
  order?: OrderBody | null;

  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(100, { message: 'too-long|objections.errors.decree-number-long' })
  @PlainText({ lines: false })
  decreeNumber?: string | null;
}

/** The reply that a body amounts to. */
export function replyOf(body: ReplyBody): Reply {
  const { outcome, reasons, order } = body;
  return {
    outcome,
    reasons,
    order: order == null ? null : { text: order.text, carryOutBy: dayOf(order.carryOutBy) },
    decreeNumber: body.decreeNumber == null || body.decreeNumber === '' ? null : body.decreeNumber,
    ...noticePaper(body),
  };
}

/** A day that no month has, and one beyond the calendar, reads as long past: it is refused as such. */
function dayOf(typed: string): LocalDate {
  return parseLocalDate(typed) ?? localDate('1900-01-01');
}

export class DelegateBody extends VersionedBody {
  @IsUUID(undefined, { message: 'missing|objections.errors.delegate' })
  staffId!: string;
}

export class SettleBody extends VersionedBody {
  @Tidy()
  @IsString({ message: 'missing|objections.errors.record' })
  @MinLength(20, { message: 'too-short|objections.errors.record' })
  @MaxLength(4000, { message: 'too-long|objections.errors.record-long' })
  @PlainText({ lines: true })
  record!: string;
}

/** The desk, on the requester's written word. */
export class WithdrawObjectionBody extends VersionedBody {
  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(1000, { message: 'too-long|objections.errors.reason-long' })
  @PlainText({ lines: true })
  reason?: string | null;

  @IsOptional()
  @IsUUID(undefined, { message: 'unknown-file|objections.errors.file-unknown' })
  fileId?: string | null;
}

export class CarryOutBody extends VersionedBody {
  @Tidy()
  @IsString({ message: 'missing|objections.errors.execution' })
  @MinLength(10, { message: 'too-short|objections.errors.execution' })
  @MaxLength(4000, { message: 'too-long|objections.errors.execution-long' })
  @PlainText({ lines: true })
  explanation!: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_FILES, { message: 'too-many|objections.errors.files-many' })
  @ArrayUnique()
  @IsUUID(undefined, { each: true, message: 'unknown-file|objections.errors.file-unknown' })
  fileIds?: string[] | null;
}
