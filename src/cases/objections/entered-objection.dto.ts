import { Type } from 'class-transformer';
import { Equals, IsBoolean, IsIn, IsObject, IsOptional, ValidateNested } from 'class-validator';
import type { ObjectionGround } from '../../law/objection-grounds.js';
import type { PaperChannel } from '../../law/paper-intake.js';
import { PaperRequesterBody } from '../intake/paper-requester-body.js';
import {
  BackdatingFile,
  BackdatingReason,
  IdentityShown,
  ReceiptChannel,
  ReceivedOn,
} from '../intake/receipt-fields.js';
import { VersionedBody } from '../requests/case-acts.js';
import { Files, FilesWithProxyLetter, Grounds, ProxyBody, Story } from './objection-fields.js';

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
  @IsOptional()
  @Equals(true, { message: 'missing|intake.errors.read-back' })
  readBack?: true | null;

  /** The officer filled in the form for a person with special needs (PerKI 1/2021 art. 41(2)). */
  @IsOptional()
  @IsBoolean()
  helped?: boolean | null;
}

/** Body of `POST /api/v1/objections/paper`: ground b without a request, that came on paper or by word. */
export class EnteredPeriodicBody {
  @Grounds()
  grounds!: ObjectionGround[];

  @Story()
  story!: string;

  @IsObject({ message: 'missing|filing.errors.requester-kind' })
  @ValidateNested()
  @Type(() => PaperRequesterBody)
  requester!: PaperRequesterBody;

  @Files()
  fileIds?: string[] | null;

  @IsOptional()
  @IsIn(['id', 'en'])
  language?: 'id' | 'en' | null;

  @ReceiptChannel()
  channel!: PaperChannel;

  @ReceivedOn()
  receivedOn?: string | null;

  @BackdatingReason()
  backdatingReason?: string | null;

  @BackdatingFile()
  backdatingFileId?: string | null;

  @IsOptional()
  @Equals(true, { message: 'missing|intake.errors.read-back' })
  readBack?: true | null;

  @IsOptional()
  @IsBoolean()
  helped?: boolean | null;

  @IdentityShown()
  identityShown?: string | null;
}
