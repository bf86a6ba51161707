import { Type } from 'class-transformer';
import {
  Equals,
  IsBoolean,
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
import { PAPER_CHANNELS, type PaperChannel } from '../../law/paper-intake.js';
import { PlainText, Tidy } from '../../platform/http/text-rules.js';
import { FileRequestBody, RequesterBody } from '../requests/filing-body.js';

/** A letter may name no way but the post: name and address are what the law asks (UU 14/2008 art. 22(2)). */
export class PaperRequesterBody extends RequesterBody {
  @IsOptional()
  declare email?: string | null;
}

/**
 * Body of `POST /api/v1/cases`: the filing body with what the desk knows of its receipt. The scan that proves an earlier
 * day is `backdatingFileId`, or else the first of `fileIds`.
 */
export class IntakeBody extends FileRequestBody {
  @IsObject({ message: 'missing|filing.errors.requester-kind' })
  @ValidateNested()
  @Type(() => PaperRequesterBody)
  declare requester: PaperRequesterBody;

  /** The signature stands on the paper, or the officer has read it back. */
  @IsOptional()
  declare declarationAccepted: true;

  @IsIn(PAPER_CHANNELS, { message: 'missing|intake.errors.channel' })
  channel!: PaperChannel;

  /** `YYYY-MM-DD`; absent = today. */
  @IsOptional()
  @IsString({ message: 'wrong-date|intake.errors.not-a-day' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/u, { message: 'wrong-date|intake.errors.not-a-day' })
  receivedOn?: string | null;

  @IsOptional()
  @Tidy()
  @IsString()
  @MinLength(5, { message: 'too-short|intake.errors.backdating' })
  @MaxLength(500, { message: 'too-long|intake.errors.backdating-long' })
  @PlainText({ lines: true })
  backdatingReason?: string | null;

  @IsOptional()
  @IsUUID(undefined, { message: 'unknown-file|filing.errors.file-unknown' })
  backdatingFileId?: string | null;

  /** Of a spoken request: written down by the officer and read back. */
  @IsOptional()
  @Equals(true, { message: 'missing|intake.errors.read-back' })
  readBack?: true | null;

  /** The officer filled in the form for a person with special needs. */
  @IsOptional()
  @IsBoolean()
  helped?: boolean | null;

  /** How the identity paper was shown at the counter; the identity then counts as checked. */
  @IsOptional()
  @Tidy()
  @IsString()
  @MinLength(3, { message: 'missing|requests.errors.how' })
  @MaxLength(300, { message: 'too-long|requests.errors.how' })
  @PlainText({ lines: false })
  identityShown?: string | null;
}
