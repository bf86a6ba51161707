import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  ValidateNested,
} from 'class-validator';
import { OBJECTION_GROUNDS, type ObjectionGround } from '../../law/objection-grounds.js';
import { Paragraphs, Uploads } from '../../platform/http/field-rules.js';
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

  @Paragraphs({
    min: 20,
    max: 2000,
    missing: 'objections.errors.story',
    tooLong: 'objections.errors.story-long',
  })
  story!: string;

  @IsObject({ message: 'missing|filing.errors.requester-kind' })
  @ValidateNested()
  @Type(() => RequesterBody)
  requester!: RequesterBody;

  @IsOptional()
  @Uploads(MOST_FILES)
  fileIds?: string[] | null;

  @IsOptional()
  @IsIn(['id', 'en'])
  language?: 'id' | 'en' | null;
}
