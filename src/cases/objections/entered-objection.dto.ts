import { Type } from 'class-transformer';
import { IsObject, IsOptional, ValidateNested } from 'class-validator';
import type { ObjectionGround } from '../../law/objection-grounds.js';
import type { PaperChannel } from '../../law/paper-intake.js';
import { PaperRequesterBody } from '../intake/paper-requester-body.js';
import {
  BackdatingFile,
  BackdatingReason,
  Helped,
  IdentityShown,
  ReadBack,
  ReceiptChannel,
  ReceivedOn,
} from '../intake/receipt-fields.js';
import { VersionedBody } from '../requests/case-acts.js';
import { FilesWithProxyLetter, Grounds, ProxyBody, Story } from './objection-fields.js';
import { PeriodicBody } from './periodic-body.js';

/**
 * Body of `POST /api/v1/cases/{id}/object`: an objection to this request that came on paper or by word, with what the
 * desk knows of its receipt. The scan that proves an earlier day is `backdatingFileId`, or else the first of `fileIds`.
 */
export class EnteredObjectionBody extends VersionedBody {
  @Grounds()
  grounds!: ObjectionGround[];

  @Story()
  story!: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ProxyBody)
  proxy?: ProxyBody | null;

  @FilesWithProxyLetter()
  fileIds?: string[] | null;

  @ReceiptChannel()
  channel!: PaperChannel;

  @ReceivedOn()
  receivedOn?: string | null;

  @BackdatingReason()
  backdatingReason?: string | null;

  @BackdatingFile()
  backdatingFileId?: string | null;

  /** Of a spoken one: written down by the officer and read back. */
  @ReadBack()
  readBack?: true | null;

  /** The officer filled in the form for a person with special needs (PerKI 1/2021 art. 41(2)). */
  @Helped()
  helped?: boolean | null;
}

/** Body of `POST /api/v1/objections/paper`: ground b without a request, that came on paper or by word. */
export class EnteredPeriodicBody extends PeriodicBody {
  @IsObject({ message: 'missing|filing.errors.requester-kind' })
  @ValidateNested()
  @Type(() => PaperRequesterBody)
  declare requester: PaperRequesterBody;

  @ReceiptChannel()
  channel!: PaperChannel;

  @ReceivedOn()
  receivedOn?: string | null;

  @BackdatingReason()
  backdatingReason?: string | null;

  @BackdatingFile()
  backdatingFileId?: string | null;

  @ReadBack()
  readBack?: true | null;

  @Helped()
  helped?: boolean | null;

  @IdentityShown()
  identityShown?: string | null;
}
