import { Type } from 'class-transformer';
import { IsObject, IsOptional, ValidateNested } from 'class-validator';
import type { PaperChannel } from '../../law/paper-intake.js';
import { FileRequestBody } from '../requests/filing-body.js';
import { PaperRequesterBody } from './paper-requester-body.js';
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
