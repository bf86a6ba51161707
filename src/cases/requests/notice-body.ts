import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { PlainText, Tidy } from '../../platform/http/text-rules.js';
import { VersionedBody } from './case-acts.js';

/** Every notice may carry a number that the office gave itself, and the copy that was signed. */
export class NoticeBody extends VersionedBody {
  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(60, { message: 'too-long|requests.errors.letter-number-long' })
  @PlainText({ lines: false })
  letterNumber?: string | null;

  @IsOptional()
  @IsUUID(undefined, { message: 'unknown-file|filing.errors.file-unknown' })
  signedFileId?: string | null;
}

/** Number and signed copy of a letter as an act hands them to `CaseLetters.issue`. */
export interface NoticePaper {
  readonly letterNumber: string | null;
  readonly signedFileId: string | null;
}

/** The letter's own fields of a notice's body. */
export function noticePaper(body: NoticeBody): NoticePaper {
  return { letterNumber: body.letterNumber ?? null, signedFileId: body.signedFileId ?? null };
}
