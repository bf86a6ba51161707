import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import {
  MailAddress,
  NationalId,
  PhoneNumber,
  PlainText,
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
  @IsArray()
  @ArrayMaxSize(MOST_FILES, { message: 'too-many|messages.errors.files-many' })
  @ArrayUnique()
  @IsUUID(undefined, { each: true, message: 'unknown-file|messages.errors.file-unknown' })
  fileIds?: string[] | null;
}

/** `message { text, fileIds }`. */
export class MessageActBody extends ActWithFiles {
  @Tidy()
  @IsString({ message: 'missing|messages.errors.text' })
  @MinLength(1, { message: 'missing|messages.errors.text' })
  @MaxLength(LONGEST_TEXT, { message: 'too-long|messages.errors.text-long' })
  @PlainText({ lines: true })
  text!: string;
}

/** What the letter of incompleteness may have asked of the person. */
export class RepairedRequesterBody {
  @IsOptional()
  @Tidy()
  @IsString()
  @MinLength(1, { message: 'missing|tracking.errors.name' })
  @MaxLength(150, { message: 'too-long|tracking.errors.name-long' })
  @PlainText({ lines: false })
  name?: string | null;

  @IsOptional()
  @TidyNationalId()
  @NationalId({ message: 'wrong-national-id|problems.fields.national-id' })
  nationalId?: string | null;

  @IsOptional()
  @Tidy()
  @IsString()
  @MinLength(5, { message: 'too-short|tracking.errors.address' })
  @MaxLength(300, { message: 'too-long|tracking.errors.address-long' })
  @PlainText({ lines: true })
  address?: string | null;

  @IsOptional()
  @Tidy()
  @IsString()
  @PhoneNumber({ message: 'wrong-phone|problems.fields.phone' })
  phone?: string | null;

  @IsOptional()
  @Tidy()
  @IsString()
  @MinLength(3, { message: 'too-short|tracking.errors.decree' })
  @MaxLength(100, { message: 'too-long|tracking.errors.decree' })
  @PlainText({ lines: false })
  decreeNumber?: string | null;

  @IsOptional()
  @IsUUID(undefined, { message: 'unknown-file|messages.errors.file-unknown' })
  identityFileId?: string | null;
}

/** `complete { text, fileIds, requester? }`. */
export class CompleteActBody extends ActWithFiles {
  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(LONGEST_TEXT, { message: 'too-long|tracking.errors.repair-long' })
  @PlainText({ lines: true })
  text?: string | null;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => RepairedRequesterBody)
  requester?: RepairedRequesterBody | null;
}

/** `withdraw { reason? }`. */
export class WithdrawActBody extends TrackingBody {
  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(1000, { message: 'too-long|tracking.errors.reason-long' })
  @PlainText({ lines: true })
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
