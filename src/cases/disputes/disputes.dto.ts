import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { PlainText, Tidy } from '../../platform/http/text-rules.js';
import { VersionedBody } from '../requests/case-acts.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** What the commission's notice says. */
export class OpenDisputeBody {
  @Tidy()
  @IsString({ message: 'missing|disputes.errors.objection-number' })
  @MinLength(1, { message: 'missing|disputes.errors.objection-number' })
  @MaxLength(60, { message: 'unknown-value|disputes.errors.objection-unknown' })
  @PlainText({ lines: false })
  objectionNumber!: string;

  @Tidy()
  @IsString({ message: 'missing|disputes.errors.commission-number' })
  @MinLength(3, { message: 'missing|disputes.errors.commission-number' })
  @MaxLength(100, { message: 'too-long|disputes.errors.commission-number-long' })
  @PlainText({ lines: false })
  commissionNumber!: string;

  @IsString({ message: 'missing|disputes.errors.filed-on' })
  @Matches(DAY, { message: 'wrong-date|disputes.errors.filed-on' })
  filedOn!: string;

  @IsOptional()
  @IsUUID(undefined, { message: 'unknown-file|filing.errors.file-unknown' })
  fileId?: string | null;
}

export class OrderBody {
  @Tidy()
  @IsString({ message: 'missing|disputes.errors.order-text' })
  @MinLength(10, { message: 'too-short|disputes.errors.order-text' })
  @MaxLength(4000, { message: 'too-long|disputes.errors.order-text-long' })
  @PlainText({ lines: true })
  text!: string;

  @IsString({ message: 'missing|disputes.errors.carry-out-by' })
  @Matches(DAY, { message: 'wrong-date|disputes.errors.carry-out-by' })
  carryOutBy!: string;
}

/** A decision: its day, its paper, and the order it holds. */
export class RulingBody extends VersionedBody {
  @IsString({ message: 'missing|disputes.errors.decided-on' })
  @Matches(DAY, { message: 'wrong-date|disputes.errors.decided-on' })
  decidedOn!: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => OrderBody)
  order?: OrderBody | null;

  @IsUUID(undefined, { message: 'missing|disputes.errors.file' })
  fileId!: string;
}

/** A suit or cassation: the day on which it was filed. */
export class FurtherStepBody extends VersionedBody {
  @IsString({ message: 'missing|disputes.errors.step-filed-on' })
  @Matches(DAY, { message: 'wrong-date|disputes.errors.step-filed-on' })
  filedOn!: string;
}

export class CarryOutBody extends VersionedBody {
  @Tidy()
  @IsString({ message: 'missing|disputes.errors.explanation' })
  @MinLength(10, { message: 'too-short|disputes.errors.explanation' })
  @MaxLength(4000, { message: 'too-long|disputes.errors.order-text-long' })
  @PlainText({ lines: true })
  explanation!: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20, { message: 'too-many|decisions.errors.files-many' })
  @ArrayUnique()
  @IsUUID(undefined, { each: true, message: 'unknown-file|filing.errors.file-unknown' })
  fileIds?: string[] | null;
}
