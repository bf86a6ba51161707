import { Transform } from 'class-transformer';
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
import { PlainText, tidy } from '../../platform/http/text-rules.js';
import { VersionedBody } from '../requests/case-acts.js';

export const LONGEST_MESSAGE = 4000;
export const MOST_MESSAGE_FILES = 5;

const Tidy = (): PropertyDecorator => Transform(({ value }) => tidy(value));

/** `message` and `note` of staff. */
export class StaffTextBody extends VersionedBody {
  @Tidy()
  @IsString({ message: 'missing|messages.errors.text' })
  @MinLength(1, { message: 'missing|messages.errors.text' })
  @MaxLength(LONGEST_MESSAGE, { message: 'too-long|messages.errors.text-long' })
  @PlainText({ lines: true })
  text!: string;
}

/** A message of the requester. */
export class RequesterMessageBody {
  @Tidy()
  @IsString({ message: 'missing|messages.errors.text' })
  @MinLength(1, { message: 'missing|messages.errors.text' })
  @MaxLength(LONGEST_MESSAGE, { message: 'too-long|messages.errors.text-long' })
  @PlainText({ lines: true })
  text!: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_MESSAGE_FILES, { message: 'too-many|messages.errors.files-many' })
  @ArrayUnique()
  @IsUUID(undefined, { each: true, message: 'unknown-file|messages.errors.file-unknown' })
  fileIds?: string[] | null;
}
