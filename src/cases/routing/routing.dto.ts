import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { Paragraphs } from '../../platform/http/field-rules.js';
import { PlainText } from '../../platform/http/text-rules.js';
import { VersionedBody } from '../requests/case-acts.js';

export class AssignBody extends VersionedBody {
  @IsString({ message: 'missing|routing.errors.agency' })
  @MinLength(1, { message: 'missing|routing.errors.agency' })
  @MaxLength(40)
  @PlainText({ lines: false })
  agency!: string;

  @Paragraphs({ min: 1, max: 1000, missing: 'routing.errors.reason', tooLong: 'routing.errors.reason-long' })
  reason!: string;
}

export class HandBackBody extends VersionedBody {
  @Paragraphs({ min: 1, max: 1000, missing: 'routing.errors.reason', tooLong: 'routing.errors.reason-long' })
  reason!: string;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  @PlainText({ lines: false })
  suggestedAgency?: string | null;
}

/** Body of `POST /api/v1/routing/suggestions`. */
export class SuggestionBody {
  @Paragraphs({
    min: 1,
    max: 4000,
    missing: 'filing.errors.question',
    tooLong: 'filing.errors.question-long',
  })
  text!: string;
}
