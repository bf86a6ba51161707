import { Type } from 'class-transformer';
import { IsObject, IsOptional, IsString, MaxLength, MinLength, ValidateNested } from 'class-validator';
import type { PaperChannel } from '../../law/paper-intake.js';
import { PlainText, Tidy } from '../../platform/http/text-rules.js';
import { FileRequestBody, type DELIVERIES, type PurposeBody } from '../requests/filing-body.js';
import { IntakeRequesterBody } from './intake-requester-body.js';
import {
  BackdatingFile,
  BackdatingReason,
  Helped,
  IdentityShown,
  ReadBack,
  ReceiptChannel,
  ReceivedOn,
} from './receipt-fields.js';

/**
 * Body of `POST /api/v1/cases`: the filing body with what the desk knows of its receipt. The scan that proves an earlier
 * day is `backdatingFileId`, or else the first of `fileIds`. What the paper does not say is left out: purpose, way of
 * access and copy, decree, principal; the check of completeness asks for it.
 */
export class IntakeBody extends FileRequestBody {
  @IsObject({ message: 'missing|filing.errors.requester-kind' })
  @ValidateNested()
  @Type(() => IntakeRequesterBody)
  declare requester: IntakeRequesterBody;

  /** As short as the paper has it. */
  @Tidy()
  @IsString({ message: 'missing|filing.errors.question' })
  @MinLength(1, { message: 'missing|filing.errors.question' })
  @MaxLength(4000, { message: 'too-long|filing.errors.question-long' })
  @PlainText({ lines: true })
  declare informationRequested: string;

  @IsOptional()
  declare purpose: PurposeBody;

  @IsOptional()
  declare access: 'copy' | 'inspect';

  @IsOptional()
  declare delivery?: (typeof DELIVERIES)[number] | null;

  @IsOptional()
  declare format?: 'softcopy' | 'hardcopy' | null;

  /** The signature stands on the paper, or the officer has read it back. */
  @IsOptional()
  declare declarationAccepted: true;

  @ReceiptChannel()
  channel!: PaperChannel;

  @ReceivedOn()
  receivedOn?: string | null;

  @BackdatingReason()
  backdatingReason?: string | null;

  @BackdatingFile()
  backdatingFileId?: string | null;

  /** Of a spoken request: written down by the officer and read back. */
  @ReadBack()
  readBack?: true | null;

  /** The officer filled in the form for a person with special needs. */
  @Helped()
  helped?: boolean | null;

  @IdentityShown()
  identityShown?: string | null;
}
