import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, ValidateNested } from 'class-validator';
import { Day, GivenNumber, Paragraphs } from '../../platform/http/field-rules.js';
import { TesterBody } from './refusals.dto.js';

const MOST_TESTERS = 12;
const LONGEST_NUMBER = 60;

/** Why; every act on a decree says so. */
export class DecreeReasonBody {
  @Paragraphs({
    min: 1,
    max: 2000,
    missing: 'refusals.errors.reason',
    tooLong: 'decisions.errors.explanation-long',
  })
  reason!: string;
}

/** The approval of the head of the body for a change of status (PerKI 1/2021 art. 53(2)). */
export class OpenDecreeBody extends DecreeReasonBody {
  @IsOptional()
  @GivenNumber({ max: LONGEST_NUMBER })
  approvalNumber?: string | null;

  @IsOptional()
  @Day('refusals.errors.approved-on')
  approvedOn?: string | null;
}

/** A new consequence test for the same information, with a new end (PerKI 1/2021 art. 49). */
export class ExtendDecreeBody extends DecreeReasonBody {
  @Day('refusals.errors.exempt-until')
  exemptUntil!: string;

  @Paragraphs({
    min: 1,
    max: 4000,
    missing: 'refusals.errors.harm-if-opened',
    tooLong: 'decisions.errors.explanation-long',
  })
  harmIfOpened!: string;

  @Paragraphs({
    min: 1,
    max: 4000,
    missing: 'refusals.errors.harm-if-closed',
    tooLong: 'decisions.errors.explanation-long',
  })
  harmIfClosed!: string;

  @IsArray({ message: 'missing|refusals.errors.testers' })
  @ArrayMinSize(1, { message: 'missing|refusals.errors.testers' })
  @ArrayMaxSize(MOST_TESTERS, { message: 'too-many|refusals.errors.testers-many' })
  @ValidateNested({ each: true })
  @Type(() => TesterBody)
  testers!: TesterBody[];

  @IsOptional()
  @GivenNumber({ max: LONGEST_NUMBER })
  testSheetNumber?: string | null;
}

/** Numbers that the office gave itself, and the mayor's approval where the city asks for it (D8). */
export class ConsentDecreeBody {
  @IsOptional()
  @GivenNumber({ max: LONGEST_NUMBER })
  decreeNumber?: string | null;

  @IsOptional()
  @GivenNumber({ max: LONGEST_NUMBER })
  approvalNumber?: string | null;

  @IsOptional()
  @Day('refusals.errors.approved-on')
  approvedOn?: string | null;
}
