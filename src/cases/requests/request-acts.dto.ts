import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
} from 'class-validator';
import { MISSING_ITEMS, type MissingItem } from '../../law/completeness.js';
import { Day, Line, Paragraphs, Upload } from '../../platform/http/field-rules.js';
import { NationalId, TidyNationalId } from '../../platform/http/text-rules.js';
import { VersionedBody } from './case-acts.js';
import { ConfirmedItems } from './confirmed-items.js';
import { NoticeBody } from './notice-body.js';

export class DeclareIncompleteBody extends NoticeBody {
  @IsArray({ message: 'missing|requests.errors.missing-list' })
  @ArrayMaxSize(MISSING_ITEMS.length)
  @ArrayUnique()
  @IsIn(MISSING_ITEMS, { each: true, message: 'unknown-value|requests.errors.missing-list' })
  missing!: MissingItem[];

  @IsOptional()
  @Paragraphs({ max: 1000, tooLong: 'requests.errors.note-long' })
  note?: string | null;

  /** The requester takes the letter along from the counter: it counts as received today. */
  @IsOptional()
  @IsBoolean()
  handedOver?: boolean | null;
}

export class ReasonBody extends VersionedBody {
  @Paragraphs({
    min: 1,
    max: 1000,
    missing: 'requests.errors.reason',
    tooLong: 'requests.errors.reason-long',
  })
  reason!: string;
}

export class AcceptLateRepairBody extends ReasonBody {
  /** The items of the letter that the officer has before him; without it only what came is believed. */
  @ConfirmedItems()
  items?: MissingItem[] | null;
}

export class NameHolderBody extends VersionedBody {
  @IsUUID(undefined, { message: 'unknown-value|requests.errors.holder' })
  staffId!: string;
}

export class VerifyIdentityBody extends VersionedBody {
  @Line({ min: 1, max: 300, missing: 'requests.errors.how' })
  how!: string;

  @IsOptional()
  @TidyNationalId()
  @NationalId()
  nationalId?: string | null;
}

export class WithdrawBody extends VersionedBody {
  /** The requester's written word. */
  @IsString({ message: 'missing|requests.errors.written-word' })
  @Upload()
  fileId!: string;

  @IsOptional()
  @Paragraphs({ max: 1000 })
  reason?: string | null;
}

export class SignLetterBody extends VersionedBody {
  @IsUUID(undefined, { message: 'unknown-value|requests.errors.letter' })
  letterId!: string;

  @Upload()
  signedFileId!: string;
}

export class RecordPostingBody extends VersionedBody {
  /** The news that the letter stands for, as `lettersToSend` names it. */
  @Line({ min: 1, max: 60, missing: 'requests.errors.letter' })
  mail!: string;

  @IsIn(['post', 'counter'], { message: 'unknown-value|requests.errors.way' })
  way!: 'post' | 'counter';

  @Day('requests.errors.sent-on')
  sentOn!: string;

  /** Once it is known; at the counter it is the day of the hand-over. */
  @IsOptional()
  @Day('requests.errors.received-on')
  receivedOn?: string | null;
}
