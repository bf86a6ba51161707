import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsString,
  MaxLength,
  MinLength,
} from 'class-validator';
import { EXTENSION_REASONS, type ExtensionReason } from '../../law/extension.js';
import { PlainText, Tidy } from '../../platform/http/text-rules.js';
import { NoticeBody } from '../requests/notice-body.js';

export class ExtendDeadlineBody extends NoticeBody {
  @IsArray({ message: 'missing|extensions.errors.reasons' })
  @ArrayMinSize(1, { message: 'missing|extensions.errors.reasons' })
  @ArrayMaxSize(EXTENSION_REASONS.length)
  @ArrayUnique()
  @IsIn(EXTENSION_REASONS, { each: true, message: 'unknown-value|extensions.errors.reasons' })
  reasons!: ExtensionReason[];

  @Tidy()
  @IsString({ message: 'missing|extensions.errors.explanation' })
  @MinLength(10, { message: 'too-short|extensions.errors.explanation' })
  @MaxLength(2000, { message: 'too-long|extensions.errors.explanation-long' })
  @PlainText({ lines: true })
  explanation!: string;
}
