import { applyDecorators } from '@nestjs/common';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  ValidateBy,
  ValidateIf,
  type ValidationArguments,
  type ValidationOptions,
} from 'class-validator';
import { OBJECTION_GROUNDS } from '../../law/objection-grounds.js';
import { Line, Paragraphs, Uploads } from '../../platform/http/field-rules.js';
import { PhoneNumber, Tidy } from '../../platform/http/text-rules.js';

const MOST_FILES = 5;
const LETTERS = OBJECTION_GROUNDS.map(({ ground }) => ground);

/** Field rule: one ground of UU 14/2008 art. 35(1) or several. */
export function Grounds(): PropertyDecorator {
  return applyDecorators(
    IsArray({ message: 'missing|objections.errors.grounds' }),
    ArrayMinSize(1, { message: 'missing|objections.errors.grounds' }),
    ArrayMaxSize(LETTERS.length),
    ArrayUnique(),
    IsIn(LETTERS, { each: true, message: 'unknown-value|objections.errors.grounds' }),
  );
}

/** Field rule: the case as the objector tells it (*kasus posisi*). */
export function Story(): PropertyDecorator {
  const [missing, tooLong] = ['objections.errors.story', 'objections.errors.story-long'];
  return Paragraphs({ min: 20, max: 2000, missing, tooLong });
}

/** Field rule: files that may stay away, unless a proxy files: the power of attorney is one of them (art. 39(4)). */
export function FilesWithProxyLetter(): PropertyDecorator {
  return applyDecorators(
    ValidateIf((body: MaybeByProxy) => asksLetter(body) || body.fileIds != null),
    HasProxyLetter({ message: 'missing|objections.errors.proxy-letter' }),
    Uploads(MOST_FILES, 'objections.errors.proxy-letter'),
  );
}

/** By a proxy of a request's person, or, without a request, by one who names whom they represent. */
interface MaybeByProxy {
  readonly proxy?: ProxyBody | null;
  readonly requester?: { readonly kind?: unknown; readonly papers?: unknown } | null;
  readonly fileIds?: unknown;
}

function asksLetter({ proxy, requester }: MaybeByProxy): boolean {
  if (proxy != null) return true;
  return requester?.kind === 'proxy' && !(Array.isArray(requester.papers) && requester.papers.length > 0);
}

/** Field rule: a proxy brings the special power of attorney (PerKI 1/2021 art. 39(4)) as one of the files. */
function HasProxyLetter(options: ValidationOptions): PropertyDecorator {
  const validate = (files: unknown, args?: ValidationArguments): boolean =>
    !asksLetter((args?.object ?? {}) as MaybeByProxy) || (Array.isArray(files) && files.length > 0);
  return ValidateBy({ name: 'hasProxyLetter', validator: { validate } }, options);
}

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
