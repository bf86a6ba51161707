import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn } from 'class-validator';
import { EXTENSION_REASONS, type ExtensionReason } from '../../law/extension.js';
import { Paragraphs } from '../../platform/http/field-rules.js';
import { NoticeBody } from '../requests/notice-body.js';

export class ExtendDeadlineBody extends NoticeBody {
  @IsArray({ message: 'missing|extensions.errors.reasons' })
  @ArrayMinSize(1, { message: 'missing|extensions.errors.reasons' })
  @ArrayMaxSize(EXTENSION_REASONS.length)
  @ArrayUnique()
  @IsIn(EXTENSION_REASONS, { each: true, message: 'unknown-value|extensions.errors.reasons' })
  reasons!: ExtensionReason[];

  @Paragraphs({
    min: 10,
    max: 2000,
    missing: 'extensions.errors.explanation',
    tooLong: 'extensions.errors.explanation-long',
  })
  explanation!: string;
}
