import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { PlainText, Tidy } from '../../platform/http/text-rules.js';
import { VersionedBody } from '../requests/case-acts.js';
import { NoticeBody } from '../requests/notice-body.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/u;
const MOST_RUPIAH = 100_000_000;

/** Whole rupiah. */
export class CostBody {
  @IsInt({ message: 'wrong-value|decisions.errors.cost' })
  @Min(0, { message: 'wrong-value|decisions.errors.cost' })
  @Max(MOST_RUPIAH, { message: 'wrong-value|decisions.errors.cost' })
  copy = 0;

  @IsInt({ message: 'wrong-value|decisions.errors.cost' })
  @Min(0, { message: 'wrong-value|decisions.errors.cost' })
  @Max(MOST_RUPIAH, { message: 'wrong-value|decisions.errors.cost' })
  delivery = 0;

  @IsInt({ message: 'wrong-value|decisions.errors.cost' })
  @Min(0, { message: 'wrong-value|decisions.errors.cost' })
  @Max(MOST_RUPIAH, { message: 'wrong-value|decisions.errors.cost' })
  other = 0;
}

export class GrantBody extends NoticeBody {
  @IsIn(['softcopy', 'hardcopy'], { message: 'missing|decisions.errors.form' })
  form!: 'softcopy' | 'hardcopy';

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => CostBody)
  cost?: CostBody | null;

  @IsString({ message: 'missing|decisions.errors.provide-on' })
  @Matches(DAY, { message: 'wrong-date|decisions.errors.provide-on' })
  provideOn!: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20, { message: 'too-many|decisions.errors.files-many' })
  @ArrayUnique()
  @IsUUID(undefined, { each: true, message: 'unknown-file|filing.errors.file-unknown' })
  fileIds?: string[] | null;

  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(4000, { message: 'too-long|decisions.errors.explanation-long' })
  @PlainText({ lines: true })
  explanation?: string | null;
}

export class NotHeldBody extends NoticeBody {
  @ValidateIf((body: NotHeldBody) => body.holder != null || body.searchRecord == null)
  @Tidy()
  @IsString({ message: 'missing|decisions.errors.holder' })
  @MinLength(3, { message: 'missing|decisions.errors.holder' })
  @MaxLength(300, { message: 'too-long|decisions.errors.holder-long' })
  @PlainText({ lines: false })
  holder?: string | null;

  @IsOptional()
  @Tidy()
  @IsString()
  @MinLength(10, { message: 'too-short|decisions.errors.search-record' })
  @MaxLength(4000, { message: 'too-long|decisions.errors.explanation-long' })
  @PlainText({ lines: true })
  searchRecord?: string | null;

  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(4000, { message: 'too-long|decisions.errors.explanation-long' })
  @PlainText({ lines: true })
  reason?: string | null;
}

export class NotYetHeldBody extends NoticeBody {
  @Tidy()
  @IsString({ message: 'missing|decisions.errors.reason' })
  @MinLength(10, { message: 'too-short|decisions.errors.reason' })
  @MaxLength(4000, { message: 'too-long|decisions.errors.explanation-long' })
  @PlainText({ lines: true })
  reason!: string;
}

export class NotDocumentedBody extends NoticeBody {
  @IsString({ message: 'missing|decisions.errors.available-on' })
  @Matches(DAY, { message: 'wrong-date|decisions.errors.available-on' })
  availableOn!: string;

  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(4000, { message: 'too-long|decisions.errors.explanation-long' })
  @PlainText({ lines: true })
  reason?: string | null;
}

export class DeliverBody extends VersionedBody {
  @IsIn(['online', 'pickup', 'post', 'courier', 'fax', 'inspection'], {
    message: 'missing|decisions.errors.channel',
  })
  channel!: string;

  @IsString({ message: 'missing|decisions.errors.delivered-on' })
  @Matches(DAY, { message: 'wrong-date|decisions.errors.delivered-on' })
  deliveredOn!: string;
}

export class RecordPaymentBody extends VersionedBody {
  @IsInt({ message: 'wrong-value|decisions.errors.amount' })
  @Min(1, { message: 'wrong-value|decisions.errors.amount' })
  @Max(MOST_RUPIAH, { message: 'wrong-value|decisions.errors.amount' })
  amount!: number;

  @IsIn(['cash', 'bankTransfer', 'eMoney'], { message: 'missing|decisions.errors.method' })
  method!: 'cash' | 'bankTransfer' | 'eMoney';
}
