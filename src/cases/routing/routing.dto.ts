import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { PlainText, Tidy } from '../../platform/http/text-rules.js';
import { VersionedBody } from '../requests/case-acts.js';

export class AssignBody extends VersionedBody {
  @IsString({ message: 'missing|routing.errors.agency' })
  @MinLength(1, { message: 'missing|routing.errors.agency' })
  @MaxLength(40)
  @PlainText({ lines: false })
  agency!: string;

  @Tidy()
  @IsString({ message: 'missing|routing.errors.reason' })
  @MinLength(3, { message: 'missing|routing.errors.reason' })
  @MaxLength(1000, { message: 'too-long|routing.errors.reason-long' })
  @PlainText({ lines: true })
  reason!: string;
}

export class HandBackBody extends VersionedBody {
  @Tidy()
  @IsString({ message: 'missing|routing.errors.reason' })
  @MinLength(3, { message: 'missing|routing.errors.reason' })
  @MaxLength(1000, { message: 'too-long|routing.errors.reason-long' })
  @PlainText({ lines: true })
  reason!: string;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  @PlainText({ lines: false })
  suggestedAgency?: string | null;
}

/** Body of `POST /api/v1/routing/suggestions`. */
export class SuggestionBody {
  @Tidy()
  @IsString({ message: 'missing|filing.errors.question' })
  @MinLength(1, { message: 'missing|filing.errors.question' })
  @MaxLength(4000, { message: 'too-long|filing.errors.question-long' })
  @PlainText({ lines: true })
  text!: string;
}
