import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsUUID,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { ARTICLE_17, type Article17Letter } from '../../law/article17.js';
import { Day, GivenNumber, Line, Paragraphs } from '../../platform/http/field-rules.js';
import { DecidingBody } from '../decisions/deciding-body.js';
import { GivenBody } from '../decisions/given-body.js';
import { VersionedBody } from '../requests/case-acts.js';
import { NoticeBody } from '../requests/notice-body.js';

const LETTERS = ARTICLE_17.map(({ letter }) => letter);
const MOST_TESTERS = 12;

/** Who made the consequence test. What is blank here, the law names as missing (409), not the form. */
export class TesterBody {
  @IsOptional()
  @Line({ max: 150, tooLong: 'refusals.errors.tester-long' })
  name?: string | null;

  @IsOptional()
  @Line({ max: 150, tooLong: 'refusals.errors.tester-long' })
  position?: string | null;

  @IsOptional()
  @Line({ max: 150, tooLong: 'refusals.errors.tester-long' })
  unit?: string | null;
}

/** Which items, on which test or decree. The number of the letter is kept until the notice goes out. */
export class ProposeRefusalBody extends DecidingBody {
  @IsIn(['full', 'partial'], { message: 'missing|refusals.errors.extent' })
  extent!: 'full' | 'partial';

  /** A decree in force that this refusal rests on; its sheet then stands for the fields of the test. */
  @IsOptional()
  @IsUUID(undefined, { message: 'unknown-decree|refusals.errors.decree-unknown' })
  decreeId?: string | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(LETTERS.length)
  @ArrayUnique()
  @IsIn(LETTERS, { each: true, message: 'unknown-value|refusals.errors.article17' })
  article17?: Article17Letter[] | null;

  @IsOptional()
  @Line({ max: 500, tooLong: 'refusals.errors.statute-long' })
  statute?: string | null;

  @IsOptional()
  @Paragraphs({ max: 4000, tooLong: 'decisions.errors.explanation-long' })
  harmIfOpened?: string | null;

  @IsOptional()
  @Paragraphs({ max: 4000, tooLong: 'decisions.errors.explanation-long' })
  harmIfClosed?: string | null;

  @IsOptional()
  @Day('refusals.errors.exempt-until')
  exemptUntil?: string | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_TESTERS, { message: 'too-many|refusals.errors.testers-many' })
  @ValidateNested({ each: true })
  @Type(() => TesterBody)
  testers?: TesterBody[] | null;

  /** What exactly is exempt; without it the question as it was asked. */
  @IsOptional()
  @Paragraphs({ max: 2000, tooLong: 'refusals.errors.information-long' })
  information?: string | null;

  @IsOptional()
  @Paragraphs({ max: 4000, tooLong: 'decisions.errors.explanation-long' })
  explanation?: string | null;

  /** What of the information stays open beside what is exempt (UU 14/2008 art. 22(7)e). */
  @IsOptional()
  @Paragraphs({ max: 2000, tooLong: 'refusals.errors.still-open-long' })
  stillOpen?: string | null;

  @IsOptional()
  @GivenNumber({ max: 60 })
  testSheetNumber?: string | null;

  @ValidateIf((body: ProposeRefusalBody) => body.extent === 'partial' || body.grant != null)
  @IsObject({ message: 'missing|refusals.errors.grant' })
  @ValidateNested()
  @Type(() => GivenBody)
  grant?: GivenBody | null;
}

/** Numbers that the office gave itself, and the mayor's approval where the city asks for it. */
export class ConsentBody extends NoticeBody {
  @IsOptional()
  @GivenNumber({ max: 60 })
  decreeNumber?: string | null;

  @IsOptional()
  @GivenNumber({ max: 60 })
  approvalNumber?: string | null;

  @IsOptional()
  @Day('refusals.errors.approved-on')
  approvedOn?: string | null;
}

export class ReturnBody extends VersionedBody {
  @Paragraphs({
    min: 1,
    max: 2000,
    missing: 'refusals.errors.reason',
    tooLong: 'decisions.errors.explanation-long',
  })
  reason!: string;
}
