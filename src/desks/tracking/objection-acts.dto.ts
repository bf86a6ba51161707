import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  Equals,
  IsArray,
  IsIn,
  IsOptional,
  IsObject,
  IsString,
  MaxLength,
  MinLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  type ValidationArguments,
  type ValidationOptions,
} from 'class-validator';
import { OBJECTION_GROUNDS, type ObjectionGround } from '../../law/objection-grounds.js';
import { Line, Paragraphs, Uploads } from '../../platform/http/field-rules.js';
import { PhoneNumber, PlainText, Tidy } from '../../platform/http/text-rules.js';
import { TrackingBody } from './tracking-api.dto.js';

export const LONGEST_STORY = 2000;
export const SHORTEST_STORY = 20;
export const MOST_FILES = 5;

const LETTERS = OBJECTION_GROUNDS.map(({ ground }) => ground);
/** Who files for the requester (PerKI 1/2021 art. 39(3)-(4)); the special power of attorney is one of the files. */
export class ProxyBody {
  @Line({
    min: 1,
    max: 150,
    missing: 'objections.errors.proxy-name',
    tooLong: 'objections.errors.proxy-name-long',
  })
  name!: string;

  @Paragraphs({
    min: 5,
    max: 300,
    missing: 'objections.errors.proxy-address',
    tooLong: 'objections.errors.proxy-address-long',
  })
  address!: string;

  @IsOptional()
  @Tidy()
  @IsString()
  @PhoneNumber({ message: 'wrong-phone|objections.errors.proxy-phone' })
  phone?: string | null;
}

/** Field rule: a proxy brings the special power of attorney (PerKI 1/2021 art. 39(4)) as one of the files. */
function HasProxyLetter(options: ValidationOptions): PropertyDecorator {
  const validate = (files: unknown, args?: ValidationArguments): boolean =>
    (args?.object as FreeObjectionBody | undefined)?.proxy == null ||
    (Array.isArray(files) && files.length > 0);
  return ValidateBy({ name: 'hasProxyLetter', validator: { validate } }, options);
}

/** An objection in the requester's own words. */
export class FreeObjectionBody extends TrackingBody {
  @IsArray({ message: 'missing|objections.errors.grounds' })
  @ArrayMinSize(1, { message: 'missing|objections.errors.grounds' })
  @ArrayMaxSize(LETTERS.length)
  @ArrayUnique()
  @IsIn(LETTERS, { each: true, message: 'unknown-value|objections.errors.grounds' })
  grounds!: ObjectionGround[];

  @Tidy()
  @IsString({ message: 'missing|objections.errors.story' })
  @MinLength(SHORTEST_STORY, { message: 'too-short|objections.errors.story' })
  @MaxLength(LONGEST_STORY, { message: 'too-long|objections.errors.story-long' })
  @PlainText({ lines: true })
  story!: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ProxyBody)
  proxy?: ProxyBody | null;

  /** May stay away, unless a proxy files: the power of attorney is one of the files. */
  @ValidateIf(({ proxy, fileIds }: FreeObjectionBody) => proxy != null || fileIds != null)
  @HasProxyLetter({ message: 'missing|objections.errors.proxy-letter' })
  @Uploads(MOST_FILES, 'objections.errors.proxy-letter')
  fileIds?: string[] | null;
}

/** Files the objection that the system prepared after silence, as it stands. */
export class PreparedObjectionBody extends TrackingBody {
  @Equals(true, { message: 'unknown-value|problems.fields.unknown-value' })
  prepared!: true;
}
