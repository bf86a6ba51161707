import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsOptional } from 'class-validator';
import { AWAITED_ITEMS } from '../../law/completeness.js';

/** Field rule: items of the letter of incompleteness that the officer has before him, each once; may be absent. */
export function ConfirmedItems(): PropertyDecorator {
  const message = 'unknown-value|requests.errors.missing-list';
  return applyDecorators(
    IsOptional(),
    IsArray({ message }),
    ArrayMaxSize(AWAITED_ITEMS.length),
    ArrayUnique(),
    IsIn(AWAITED_ITEMS, { each: true, message }),
  );
}
