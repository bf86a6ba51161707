import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { PlainText, Tidy } from '../../platform/http/text-rules.js';
import { TesterBody } from './refusals.dto.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/u;
const MOST_TESTERS = 12;

/** Why; every act on a decree says so. */
export class DecreeReasonBody {
  @Tidy()
  @IsString({ message: 'missing|refusals.errors.reason' })
  @MinLength(10, { message: 'too-short|refusals.errors.reason' })
  @MaxLength(2000, { message: 'too-long|decisions.errors.explanation-long' })
  @PlainText({ lines: true })
  reason!: string;
}

/** The approval of the head of the body for a change of status (PerKI 1/2021 art. 53(2)). */
export class OpenDecreeBody extends DecreeReasonBody {
  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(60)
  @PlainText({ lines: false })
  approvalNumber?: string | null;

  @IsOptional()
  @IsString()
  @Matches(DAY, { message: 'wrong-date|refusals.errors.approved-on' })
  approvedOn?: string | null;
}

/** A new consequence test for the same information, with a new end (PerKI 1/2021 art. 49). */
export class ExtendDecreeBody extends DecreeReasonBody {
  @IsString({ message: 'missing|refusals.errors.exempt-until' })
  @Matches(DAY, { message: 'wrong-date|refusals.errors.exempt-until' })
  exemptUntil!: string;

  @Tidy()
  @IsString({ message: 'missing|refusals.errors.harm-if-opened' })
  @MinLength(1, { message: 'missing|refusals.errors.harm-if-opened' })
  @MaxLength(4000, { message: 'too-long|decisions.errors.explanation-long' })
  @PlainText({ lines: true })
  harmIfOpened!: string;

  @Tidy()
  @IsString({ message: 'missing|refusals.errors.harm-if-closed' })
  @MinLength(1, { message: 'missing|refusals.errors.harm-if-closed' })
  @MaxLength(4000, { message: 'too-long|decisions.errors.explanation-long' })
  @PlainText({ lines: true })
  harmIfClosed!: string;

  @IsArray({ message: 'missing|refusals.errors.testers' })
  @ArrayMinSize(1, { message: 'missing|refusals.errors.testers' })
  @ArrayMaxSize(MOST_TESTERS, { message: 'too-many|refusals.errors.testers-many' })
  @ValidateNested({ each: true })
  @Type(() => TesterBody)
  testers!: TesterBody[];

  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(60)
  @PlainText({ lines: false })
  testSheetNumber?: string | null;
}

/** Numbers that the office gave itself, and the mayor's approval where the city asks for it (D8). */
export class ConsentDecreeBody {
  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(60)
  @PlainText({ lines: false })
  decreeNumber?: string | null;

  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(60)
  @PlainText({ lines: false })
  approvalNumber?: string | null;

  @IsOptional()
  @IsString()
  @Matches(DAY, { message: 'wrong-date|refusals.errors.approved-on' })
  approvedOn?: string | null;
}
