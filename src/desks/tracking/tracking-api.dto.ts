import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, IsString, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { IDENTITIES, type DELIVERIES, type PurposeBody } from '../../cases/requests/filing-body.js';
import { NamedPapersBody } from '../../cases/requests/named-papers.js';
import { SaidAccess, SaidDelivery, SaidFormat, SaidPurpose } from '../../cases/requests/statement-fields.js';
import { Line, Paragraphs, Upload, Uploads } from '../../platform/http/field-rules.js';
import {
  MailAddress,
  NationalId,
  PhoneNumber,
  Tidy,
  TidyNationalId,
} from '../../platform/http/text-rules.js';

export const LONGEST_TEXT = 4000;
export const MOST_FILES = 5;

/** Number and code: what every call on a tracked case carries. */
export class TrackingBody {
  @IsString({ message: 'missing|tracking.errors.number' })
  @MinLength(1, { message: 'missing|tracking.errors.number' })
  @MaxLength(100, { message: 'too-long|tracking.errors.number' })
  registerNumber!: string;

  @IsString({ message: 'missing|tracking.errors.code' })
  @MinLength(1, { message: 'missing|tracking.errors.code' })
  @MaxLength(100, { message: 'too-long|tracking.errors.code' })
  trackingCode!: string;
}

class ActWithFiles extends TrackingBody {
  @IsOptional()
  @Uploads(MOST_FILES)
  fileIds?: string[] | null;
}

/** `message { text, fileIds }`. */
export class MessageActBody extends ActWithFiles {
  @Paragraphs({
    min: 1,
    max: LONGEST_TEXT,
    missing: 'messages.errors.text',
    tooLong: 'messages.errors.text-long',
  })
  text!: string;
}

/** What the letter of incompleteness may have asked of the person. */
export class RepairedRequesterBody {
  @IsOptional()
  @Line({ min: 1, max: 150, missing: 'tracking.errors.name', tooLong: 'tracking.errors.name-long' })
  name?: string | null;

  @IsOptional()
  @TidyNationalId()
  @NationalId({ message: 'wrong-national-id|problems.fields.national-id' })
  nationalId?: string | null;

  @IsOptional()
  @Paragraphs({
    min: 5,
    max: 300,
    missing: 'tracking.errors.address',
    tooLong: 'tracking.errors.address-long',
  })
  address?: string | null;

  @IsOptional()
  @Tidy()
  @IsString()
  @PhoneNumber({ message: 'wrong-phone|problems.fields.phone' })
  phone?: string | null;

  @IsOptional()
  @Line({ min: 3, max: 100, missing: 'tracking.errors.decree', tooLong: 'tracking.errors.decree' })
  decreeNumber?: string | null;

  /** Which paper `identityFileId` is; without it a card, where none was named at filing. */
  @IsOptional()
  @IsIn(IDENTITIES, { message: 'unknown-value|filing.errors.identity' })
  identity?: (typeof IDENTITIES)[number] | null;

  @IsOptional()
  @Upload()
  identityFileId?: string | null;
}

/** `complete { text, fileIds, papers?, requester?, purpose?, access?, delivery?, format? }`. */
export class CompleteActBody extends ActWithFiles {
  @IsOptional()
  @Paragraphs({ max: LONGEST_TEXT, tooLong: 'tracking.errors.repair-long' })
  text?: string | null;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => RepairedRequesterBody)
  requester?: RepairedRequesterBody | null;

  /** Which item of the letter a paper is for; `fileIds` without a name count one for each item. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => NamedPapersBody)
  papers?: NamedPapersBody | null;

  /** What the paper left unsaid; what it has said stays. */
  @SaidPurpose()
  purpose?: PurposeBody | null;

  @SaidAccess()
  access?: 'copy' | 'inspect' | null;

  @SaidDelivery()
  delivery?: (typeof DELIVERIES)[number] | null;

  @SaidFormat()
  format?: 'softcopy' | 'hardcopy' | null;
}

/** `withdraw { reason? }`. */
export class WithdrawActBody extends TrackingBody {
  @IsOptional()
  @Paragraphs({ max: 1000, tooLong: 'tracking.errors.reason-long' })
  reason?: string | null;
}

/** `contact { email }`. */
export class ContactActBody extends TrackingBody {
  @Tidy()
  @IsString({ message: 'missing|tracking.errors.email' })
  @MaxLength(254, { message: 'too-long|tracking.errors.email' })
  @MailAddress({ message: 'wrong-address|tracking.errors.email' })
  email!: string;
}
