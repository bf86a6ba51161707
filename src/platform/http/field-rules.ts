import { applyDecorators } from '@nestjs/common';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import { PlainText, Tidy } from './text-rules.js';

/** How long a typed text may be, in signs, and the catalogue's sentences for one that is not. */
export interface TextField {
  readonly max: number;
  /** Key of the sentence for more than `max`; without it the general one. */
  readonly tooLong?: string;
  /** Fewest signs; 1 for a text that must be there and may be short. */
  readonly min?: number;
  /** Key of the sentence for a text that is absent, empty or shorter than `min`. */
  readonly missing?: string;
  /** Key of the sentence where it may be left empty, and what is written has no letter and no digit. */
  readonly nothing?: string;
}

/** Field rule: one line of typed text, tidied, without control or bidirectional signs. */
export function Line(field: TextField): PropertyDecorator {
  return text(field, false);
}

/** Field rule: typed text that may have several lines, tidied, without control or bidirectional signs. */
export function Paragraphs(field: TextField): PropertyDecorator {
  return text(field, true);
}

/** What must be there says something: a dash is no reason. Of an empty one its length says so. */
const SAYS_SOMETHING = /^$|[\p{L}\p{N}]/u;

function text({ max, tooLong, min, missing, nothing }: TextField, lines: boolean): PropertyDecorator {
  const absent = missing === undefined ? {} : { message: `missing|${missing}` };
  return applyDecorators(
    Tidy(),
    IsString(absent),
    ...(min === undefined ? [] : [MinLength(min, absent), Matches(SAYS_SOMETHING, absent)]),
    ...(nothing === undefined ? [] : [Matches(SAYS_SOMETHING, { message: `wrong-value|${nothing}` })]),
    MaxLength(max, tooLong === undefined ? {} : { message: `too-long|${tooLong}` }),
    PlainText({ lines }),
  );
}

/** Field rule: a number that the office gives itself, or leaves empty; a dash is none. */
export function GivenNumber({ max, tooLong }: Pick<TextField, 'max' | 'tooLong'>): PropertyDecorator {
  return text(
    { max, nothing: 'problems.fields.no-number', ...(tooLong === undefined ? {} : { tooLong }) },
    false,
  );
}

/** Field rule: a day, `YYYY-MM-DD`; whether the month has that day the use case asks. `said` is the key of its sentence. */
export function Day(said: string): PropertyDecorator {
  return applyDecorators(
    IsString({ message: `missing|${said}` }),
    Matches(/^\d{4}-\d{2}-\d{2}$/u, { message: `wrong-date|${said}` }),
  );
}

const UNKNOWN_FILE = 'unknown-file|problems.fields.unknown-file';

/** Field rule: the id of an upload; whose it is, and whether it is still free, the use case asks. */
export function Upload(): PropertyDecorator {
  return IsUUID(undefined, { message: UNKNOWN_FILE });
}

/** Field rule: the ids of at most `max` different uploads; `missing` is the sentence where the list must be there. */
export function Uploads(max: number, missing?: string): PropertyDecorator {
  return applyDecorators(
    IsArray(missing === undefined ? {} : { message: `missing|${missing}` }),
    ArrayMaxSize(max, { message: 'too-many|problems.fields.too-many-files', context: { max } }),
    ArrayUnique(),
    IsUUID(undefined, { each: true, message: UNKNOWN_FILE }),
  );
}
