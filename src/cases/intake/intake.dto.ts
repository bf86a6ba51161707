import { Type } from 'class-transformer';
import { Equals, IsBoolean, IsIn, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { PAPER_CHANNELS, type PaperChannel } from '../../law/paper-intake.js';
import { Day, Line, Paragraphs, Upload } from '../../platform/http/field-rules.js';
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
  @Day('intake.errors.not-a-day')
  receivedOn?: string | null;

  @IsOptional()
  @Paragraphs({
    min: 1,
    max: 500,
    missing: 'intake.errors.backdating',
    tooLong: 'intake.errors.backdating-long',
  })
  backdatingReason?: string | null;

  @IsOptional()
  @Upload()
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
  @Line({ min: 1, max: 300, missing: 'requests.errors.how', tooLong: 'requests.errors.how' })
  identityShown?: string | null;
}
