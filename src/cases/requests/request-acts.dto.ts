import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
} from 'class-validator';
import { MISSING_ITEMS, type MissingItem } from '../../law/completeness.js';
import { NationalId, PlainText, Tidy, TidyNationalId } from '../../platform/http/text-rules.js';
import { VersionedBody } from './case-acts.js';
import { NoticeBody } from './notice-body.js';

export class DeclareIncompleteBody extends NoticeBody {
  @IsArray({ message: 'missing|requests.errors.missing-list' })
  @ArrayMinSize(1, { message: 'missing|requests.errors.missing-list' })
  @ArrayMaxSize(MISSING_ITEMS.length)
  @ArrayUnique()
  @IsIn(MISSING_ITEMS, { each: true, message: 'unknown-value|requests.errors.missing-list' })
  missing!: MissingItem[];

  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(1000, { message: 'too-long|requests.errors.note-long' })
  @PlainText({ lines: true })
  note?: string | null;

  /** The requester takes the letter along from the counter: it counts as received today. */
  @IsOptional()
  @IsBoolean()
  handedOver?: boolean | null;
}

export class ReasonBody extends VersionedBody {
  @Tidy()
  @IsString({ message: 'missing|requests.errors.reason' })
  @MinLength(5, { message: 'missing|requests.errors.reason' })
  @MaxLength(1000, { message: 'too-long|requests.errors.reason-long' })
  @PlainText({ lines: true })
  reason!: string;
}

export class NameHolderBody extends VersionedBody {
  @IsUUID(undefined, { message: 'unknown-value|requests.errors.holder' })
  staffId!: string;
}

export class VerifyIdentityBody extends VersionedBody {
  @Tidy()
  @IsString({ message: 'missing|requests.errors.how' })
  @MinLength(3, { message: 'missing|requests.errors.how' })
  @MaxLength(300)
  @PlainText({ lines: false })
  how!: string;

  @IsOptional()
  @TidyNationalId()
  @NationalId()
  nationalId?: string | null;
}

export class WithdrawBody extends VersionedBody {
  /** The requester's written word. */
  @IsString({ message: 'missing|requests.errors.written-word' })
  @IsUUID(undefined, { message: 'unknown-file|filing.errors.file-unknown' })
  fileId!: string;

  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(1000)
  @PlainText({ lines: true })
  reason?: string | null;
}

export class SignLetterBody extends VersionedBody {
  @IsUUID(undefined, { message: 'unknown-value|requests.errors.letter' })
  letterId!: string;

  @IsUUID(undefined, { message: 'unknown-file|filing.errors.file-unknown' })
  signedFileId!: string;
}
