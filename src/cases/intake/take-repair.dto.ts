import { Type } from 'class-transformer';
import { IsObject, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import type { MissingItem } from '../../law/completeness.js';
import { Line, Paragraphs, Upload, Uploads } from '../../platform/http/field-rules.js';
import { NationalId, TidyNationalId } from '../../platform/http/text-rules.js';
import { VersionedBody } from '../requests/case-acts.js';
import { ConfirmedItems } from '../requests/confirmed-items.js';
import type { DELIVERIES, PurposeBody } from '../requests/filing-body.js';
import { NamedPapersBody } from '../requests/named-papers.js';
import { SaidAccess, SaidDelivery, SaidFormat, SaidPurpose } from '../requests/statement-fields.js';

/** What the desk takes for the requester: `text` or papers, or a message that holds them. */
export class TakeRepairBody extends VersionedBody {
  @IsOptional()
  @Paragraphs({ max: 4000, tooLong: 'intake.errors.repair-long' })
  text?: string | null;

  @IsOptional()
  @Uploads(5)
  fileIds?: string[] | null;

  /** Which item of the letter a paper is for; `fileIds` without a name count one for each item. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => NamedPapersBody)
  papers?: NamedPapersBody | null;

  @IsOptional()
  @Upload()
  identityFileId?: string | null;

  @IsOptional()
  @TidyNationalId()
  @NationalId()
  nationalId?: string | null;

  /** How the identity was shown; it then counts as checked. */
  @IsOptional()
  @Line({ min: 1, max: 300, missing: 'requests.errors.how', tooLong: 'requests.errors.how' })
  identityShown?: string | null;

  /** What the paper left unsaid; what it has said stays. */
  @SaidPurpose()
  purpose?: PurposeBody | null;

  @SaidAccess()
  access?: 'copy' | 'inspect' | null;

  @SaidDelivery()
  delivery?: (typeof DELIVERIES)[number] | null;

  @SaidFormat()
  format?: 'softcopy' | 'hardcopy' | null;

  /** A message of the requester since the letter of incompleteness. */
  @IsOptional()
  @IsUUID(undefined, { message: 'unknown-value|intake.errors.message' })
  messageId?: string | null;

  /** With `reason`: the items of the letter that the officer has before him. */
  @ConfirmedItems()
  items?: MissingItem[] | null;

  /** Accepts a late one in the same step. */
  @IsOptional()
  @Paragraphs({
    min: 1,
    max: 1000,
    missing: 'requests.errors.reason',
    tooLong: 'requests.errors.reason-long',
  })
  reason?: string | null;
}
