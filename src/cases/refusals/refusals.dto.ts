import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { ARTICLE_17, type Article17Letter } from '../../law/article17.js';
import { PlainText, Tidy } from '../../platform/http/text-rules.js';
import { DecidingBody } from '../decisions/deciding-body.js';
import { GivenBody } from '../decisions/given-body.js';
import { VersionedBody } from '../requests/case-acts.js';
import { NoticeBody } from '../requests/notice-body.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/u;
const LETTERS = ARTICLE_17.map(({ letter }) => letter);
const MOST_TESTERS = 12;

/** Who made the consequence test. What is blank here, the law names as missing (409), not the form. */
export class TesterBody {
  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(150, { message: 'too-long|refusals.errors.tester-long' })
  @PlainText({ lines: false })
  name?: string | null;

  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(150, { message: 'too-long|refusals.errors.tester-long' })
  @PlainText({ lines: false })
  position?: string | null;

  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(150, { message: 'too-long|refusals.errors.tester-long' })
  @PlainText({ lines: false })
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
  @Tidy()
  @IsString()
  @MaxLength(500, { message: 'too-long|refusals.errors.statute-long' })
  @PlainText({ lines: false })
  statute?: string | null;

  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(4000, { message: 'too-long|decisions.errors.explanation-long' })
  @PlainText({ lines: true })
  harmIfOpened?: string | null;

  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(4000, { message: 'too-long|decisions.errors.explanation-long' })
  @PlainText({ lines: true })
  harmIfClosed?: string | null;

  @IsOptional()
  @IsString()
  @Matches(DAY, { message: 'wrong-date|refusals.errors.exempt-until' })
  exemptUntil?: string | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_TESTERS, { message: 'too-many|refusals.errors.testers-many' })
  @ValidateNested({ each: true })
  @Type(() => TesterBody)
  testers?: TesterBody[] | null;

  /** What exactly is exempt; without it the question as it was asked. */
  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(2000, { message: 'too-long|refusals.errors.information-long' })
  @PlainText({ lines: true })
  information?: string | null;

  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(4000, { message: 'too-long|decisions.errors.explanation-long' })
  @PlainText({ lines: true })
  explanation?: string | null;

  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(60)
  @PlainText({ lines: false })
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

export class ReturnBody extends VersionedBody {
  @Tidy()
  @IsString({ message: 'missing|refusals.errors.reason' })
  @MinLength(10, { message: 'too-short|refusals.errors.reason' })
  @MaxLength(2000, { message: 'too-long|decisions.errors.explanation-long' })
  @PlainText({ lines: true })
  reason!: string;
}
