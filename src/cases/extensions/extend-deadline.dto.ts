import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn } from 'class-validator';
import { EXTENSION_REASONS, type ExtensionReason } from '../../law/extension.js';
import { Paragraphs } from '../../platform/http/field-rules.js';
import { NoticeBody } from '../requests/notice-body.js';

function Reasons(): PropertyDecorator {
  return applyDecorators(
    IsArray({ message: 'missing|extensions.errors.reasons' }),
    ArrayMaxSize(EXTENSION_REASONS.length),
    ArrayUnique(),
    IsIn(EXTENSION_REASONS, { each: true, message: 'unknown-value|extensions.errors.reasons' }),
  );
}

/** What is sent over the API. Where a reason or its explanation is blank, the law says so (409), not the form. */
export class ExtendDeadlineBody extends NoticeBody {
  @Reasons()
  reasons!: ExtensionReason[];

  @Paragraphs({
    max: 2000,
    missing: 'extensions.errors.explanation',
    tooLong: 'extensions.errors.explanation-long',
  })
  explanation!: string;
}

/**
 * The same from the page, which shows what is blank beside its field. A field that is declared anew has its own rules
 * alone.
 */
export class ExtendDeadlineForm extends ExtendDeadlineBody {
  @Reasons()
  @ArrayMinSize(1, { message: 'missing|extensions.errors.reasons' })
  declare reasons: ExtensionReason[];

  @Paragraphs({ min: 1, max: 2000, missing: 'extensions.errors.explanation' })
  declare explanation: string;
}
