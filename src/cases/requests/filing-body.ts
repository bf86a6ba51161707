import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  Equals,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import {
  IDENTITY_PAPERS,
  REQUESTER_KINDS,
  type IdentityPaper,
  type RequesterKind,
} from '../../law/who-may-file.js';
import { Line, Paragraphs, Upload, Uploads } from '../../platform/http/field-rules.js';
import {
  MailAddress,
  NationalId,
  PhoneNumber,
  PlainText,
  Tidy,
  TidyNationalId,
} from '../../platform/http/text-rules.js';

export const PURPOSES = ['research', 'news', 'business', 'oversight', 'personal', 'other'] as const;
export type Purpose = (typeof PURPOSES)[number];
export const DELIVERIES = ['online', 'pickup', 'post', 'courier', 'fax'] as const;
export const IDENTITIES = ['ktp', 'populationLetter', 'childCard', 'passport', 'atDesk'] as const;

/** Absent and null are the same; everything else is checked. */
const Nullable = (): PropertyDecorator => IsOptional();

/** What the information is for (UU 14/2008 art. 4(3)). */
export class PurposeBody {
  @IsIn(PURPOSES, { message: 'missing|filing.errors.purpose' })
  kind!: (typeof PURPOSES)[number];

  @ValidateIf((body: PurposeBody) => body.kind === 'other' || body.text != null)
  @Paragraphs({
    min: 5,
    max: 500,
    missing: 'filing.errors.purpose-text',
    tooLong: 'filing.errors.purpose-text-long',
  })
  text?: string | null;
}

/** One part of the question. */
export class ItemBody {
  @Paragraphs({ min: 3, max: 1000, missing: 'filing.errors.item', tooLong: 'filing.errors.item-long' })
  text!: string;
}

/** Another person in the papers: who is represented, or a member of the group. */
export class OtherPersonBody {
  @Line({ min: 1, max: 150, missing: 'filing.errors.name', tooLong: 'filing.errors.name-long' })
  name!: string;

  @Nullable()
  @TidyNationalId()
  @NationalId()
  nationalId?: string | null;

  @Nullable()
  @Paragraphs({ max: 300, tooLong: 'filing.errors.address-long' })
  address?: string | null;
}

/** Whom a proxy acts for: the requester of the law (UU 14/2008 art. 1(12)). */
export class PrincipalBody extends OtherPersonBody {
  @Nullable()
  @IsIn(['WNI', 'other'])
  citizenship?: 'WNI' | 'other' | null;
}

/** A paper that proves who may ask (PerKI 1/2021 art. 27), uploaded before. */
export class PaperBody {
  @IsIn(IDENTITY_PAPERS, { message: 'unknown-value|filing.errors.paper' })
  paper!: IdentityPaper;

  @Upload()
  fileId!: string;

  /** Of a proxy letter: it bears sufficient meterai (art. 27(7)). */
  @Nullable()
  @IsBoolean()
  stamped?: boolean | null;
}

/** Who asks (UU 14/2008 art. 22(2); PerKI 1/2021 art. 27, 29). */
export class RequesterBody {
  @IsIn(REQUESTER_KINDS, { message: 'missing|filing.errors.requester-kind' })
  kind!: RequesterKind;

  @Line({ min: 1, max: 150, missing: 'filing.errors.name', tooLong: 'filing.errors.name-long' })
  name!: string;

  @Nullable()
  @IsIn(IDENTITIES, { message: 'missing|filing.errors.identity' })
  identity?: (typeof IDENTITIES)[number] | null;

  @Nullable()
  @TidyNationalId()
  @IsString()
  @NationalId()
  nationalId?: string | null;

  @Nullable()
  @Upload()
  identityFileId?: string | null;

  @Paragraphs({ min: 5, max: 300, missing: 'filing.errors.address', tooLong: 'filing.errors.address-long' })
  address!: string;

  @ValidateIf((body: RequesterBody) => body.email != null || body.phone == null)
  @Tidy()
  @IsString({ message: 'missing|filing.errors.contact' })
  @MaxLength(254, { message: 'too-long|filing.errors.email' })
  @MailAddress({ message: 'wrong-address|filing.errors.email' })
  email?: string | null;

  @Nullable()
  @Tidy()
  @IsString()
  @PhoneNumber({ message: 'wrong-phone|filing.errors.phone' })
  phone?: string | null;

  @Nullable()
  @Line({ max: 100, tooLong: 'filing.errors.occupation-long' })
  occupation?: string | null;

  @Nullable()
  @IsIn(['WNI', 'other'])
  citizenship?: 'WNI' | 'other' | null;

  @ValidateIf((body: RequesterBody) => body.kind === 'legalEntity' || body.decreeNumber != null)
  @Line({
    min: 3,
    max: 100,
    missing: 'filing.errors.decree-number',
    tooLong: 'filing.errors.decree-number-long',
  })
  decreeNumber?: string | null;

  @ValidateIf((body: RequesterBody) => body.kind === 'proxy' || body.principal != null)
  @IsObject({ message: 'missing|filing.errors.principal' })
  @ValidateNested()
  @Type(() => PrincipalBody)
  principal?: PrincipalBody | null;

  @Nullable()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => OtherPersonBody)
  members?: OtherPersonBody[] | null;

  /** Parent or guardian of a minor who has no KTP. */
  @ValidateIf((body: RequesterBody) => body.identity === 'childCard' || body.guardian != null)
  @IsObject({ message: 'missing|filing.errors.guardian' })
  @ValidateNested()
  @Type(() => OtherPersonBody)
  guardian?: OtherPersonBody | null;

  @Nullable()
  @IsArray()
  @ArrayMaxSize(60, { message: 'too-many|filing.errors.papers-many' })
  @ValidateNested({ each: true })
  @Type(() => PaperBody)
  papers?: PaperBody[] | null;
}

/** Body of `POST /api/v1/requests` (`contract.md` section 3); the pages build the same. */
export class FileRequestBody {
  @Tidy()
  @IsString({ message: 'missing|filing.errors.question' })
  @MinLength(1, { message: 'missing|filing.errors.question' })
  @MinLength(20, { message: 'too-short|filing.errors.question-short' })
  @MaxLength(4000, { message: 'too-long|filing.errors.question-long' })
  @PlainText({ lines: true })
  informationRequested!: string;

  @Nullable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(40)
  @ValidateNested({ each: true })
  @Type(() => ItemBody)
  items?: ItemBody[] | null;

  @IsObject({ message: 'missing|filing.errors.purpose' })
  @ValidateNested()
  @Type(() => PurposeBody)
  purpose!: PurposeBody;

  @Nullable()
  @IsString()
  @MaxLength(40)
  agency?: string | null;

  @IsIn(['copy', 'inspect'], { message: 'missing|filing.errors.access' })
  access!: 'copy' | 'inspect';

  @ValidateIf((body: FileRequestBody) => body.access === 'copy' || body.delivery != null)
  @IsIn(DELIVERIES, { message: 'missing|filing.errors.delivery' })
  delivery?: (typeof DELIVERIES)[number] | null;

  @ValidateIf((body: FileRequestBody) => body.access === 'copy' || body.format != null)
  @IsIn(['softcopy', 'hardcopy'], { message: 'missing|filing.errors.format' })
  format?: 'softcopy' | 'hardcopy' | null;

  @Nullable()
  @Uploads(5)
  fileIds?: string[] | null;

  @IsObject({ message: 'missing|filing.errors.requester-kind' })
  @ValidateNested()
  @Type(() => RequesterBody)
  requester!: RequesterBody;

  @Nullable()
  @IsIn(['id', 'en'])
  language?: 'id' | 'en' | null;

  @Equals(true, { message: 'missing|filing.errors.declaration' })
  declarationAccepted!: true;

  @Nullable()
  @IsBoolean()
  mayPublish?: boolean | null;

  @Nullable()
  @IsBoolean()
  maySurvey?: boolean | null;
}
