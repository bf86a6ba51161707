import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
} from 'class-validator';
import { NationalId, PlainText, Tidy, TidyNationalId } from '../../platform/http/text-rules.js';
import { VersionedBody } from '../requests/case-acts.js';

/** What the desk takes for the requester: `text` or papers, or a message that holds them. */
export class TakeRepairBody extends VersionedBody {
  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(4000, { message: 'too-long|intake.errors.repair-long' })
  @PlainText({ lines: true })
  text?: string | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(5, { message: 'too-many|filing.errors.files-many' })
  @ArrayUnique()
  @IsUUID(undefined, { each: true, message: 'unknown-file|filing.errors.file-unknown' })
  fileIds?: string[] | null;

  @IsOptional()
  @IsUUID(undefined, { message: 'unknown-file|filing.errors.file-unknown' })
  identityFileId?: string | null;

  @IsOptional()
  @TidyNationalId()
  @NationalId()
  nationalId?: string | null;

  /** How the identity was shown; it then counts as checked. */
  @IsOptional()
  @Tidy()
  @IsString()
  @MinLength(3, { message: 'missing|requests.errors.how' })
  @MaxLength(300, { message: 'too-long|requests.errors.how' })
  @PlainText({ lines: false })
  identityShown?: string | null;

  /** A message of the requester since the letter of incompleteness. */
  @IsOptional()
  @IsUUID(undefined, { message: 'unknown-value|intake.errors.message' })
  messageId?: string | null;

  /** Accepts a late one in the same step. */
  @IsOptional()
  @Tidy()
  @IsString()
  @MinLength(5, { message: 'too-short|requests.errors.reason' })
  @MaxLength(1000, { message: 'too-long|requests.errors.reason-long' })
  @PlainText({ lines: true })
  reason?: string | null;
}
