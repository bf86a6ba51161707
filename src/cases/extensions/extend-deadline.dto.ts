import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
} from 'class-validator';
import { EXTENSION_REASONS, type ExtensionReason } from '../../law/extension.js';
import { PlainText, Tidy } from '../../platform/http/text-rules.js';
import { VersionedBody } from '../requests/case-acts.js';

export class ExtendDeadlineBody extends VersionedBody {
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

  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(60)
  @PlainText({ lines: false })
  letterNumber?: string | null;
}
