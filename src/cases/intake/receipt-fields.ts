import { applyDecorators } from '@nestjs/common';
import { Equals, IsBoolean, IsIn, IsOptional } from 'class-validator';
import { PAPER_CHANNELS } from '../../law/paper-intake.js';
import { Day, Line, Paragraphs, Upload } from '../../platform/http/field-rules.js';

/*
 * What the desk knows of the receipt of a paper, field by field: the same of requests and of objections. A class cannot
 * have two parents, so that the fields are decorators.
 */

/** The way it came in. */
export function ReceiptChannel(): PropertyDecorator {
  return applyDecorators(IsIn(PAPER_CHANNELS, { message: 'missing|intake.errors.channel' }));
}

/** `YYYY-MM-DD`; absent = today. */
export function ReceivedOn(): PropertyDecorator {
  return applyDecorators(IsOptional(), Day('intake.errors.not-a-day'));
}

/** Why the day of receipt lies before the entry. */
export function BackdatingReason(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    Paragraphs({
      min: 1,
      max: 500,
      missing: 'intake.errors.backdating',
      tooLong: 'intake.errors.backdating-long',
    }),
  );
}

/** The scan of envelope or stamp that proves it. */
export function BackdatingFile(): PropertyDecorator {
  return applyDecorators(IsOptional(), Upload());
}

/** How the identity paper was shown at the counter; the identity then counts as checked. */
export function IdentityShown(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    Line({ min: 1, max: 300, missing: 'requests.errors.how', tooLong: 'requests.errors.how' }),
  );
}

/** Of a spoken one: written down by the officer and read back. */
export function ReadBack(): PropertyDecorator {
  return applyDecorators(IsOptional(), Equals(true, { message: 'missing|intake.errors.read-back' }));
}

/** The officer filled in the form for a person with special needs (PerKI 1/2021 art. 29(2), 41(2)). */
export function Helped(): PropertyDecorator {
  return applyDecorators(IsOptional(), IsBoolean());
}
