import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { OBJECTION_GROUNDS, type ObjectionGround } from '../../law/objection-grounds.js';
import { PlainText, Tidy } from '../../platform/http/text-rules.js';
import { RequesterBody } from '../requests/filing-body.js';

const LETTERS = OBJECTION_GROUNDS.map(({ ground }) => ground);
const MOST_FILES = 5;

/** An objection without a request: periodic information that was not published (UU 14/2008 art. 35(1)b). */
export class PeriodicBody {
  @IsArray({ message: 'missing|objections.errors.grounds' })
  @ArrayMinSize(1, { message: 'missing|objections.errors.grounds' })
  @ArrayMaxSize(LETTERS.length)
  @ArrayUnique()
  @IsIn(LETTERS, { each: true, message: 'unknown-value|objections.errors.grounds' })
  grounds!: ObjectionGround[];

  @Tidy()
  @IsString({ message: 'missing|objections.errors.story' })
  @MinLength(20, { message: 'too-short|objections.errors.story' })
  @MaxLength(2000, { message: 'too-long|objections.errors.story-long' })
  @PlainText({ lines: true })
  story!: string;

  @IsObject({ message: 'missing|filing.errors.requester-kind' })
  @ValidateNested()
  @Type(() => RequesterBody)
  requester!: RequesterBody;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_FILES, { message: 'too-many|objections.errors.files-many' })
  @ArrayUnique()
  @IsUUID(undefined, { each: true, message: 'unknown-file|objections.errors.file-unknown' })
  fileIds?: string[] | null;

  @IsOptional()
  @IsIn(['id', 'en'])
  language?: 'id' | 'en' | null;
}
