import { IsOptional } from 'class-validator';
import { GivenNumber, Upload } from '../../platform/http/field-rules.js';
import { VersionedBody } from './case-acts.js';

/** Every notice may carry a number that the office gave itself, and the copy that was signed. */
export class NoticeBody extends VersionedBody {
  @IsOptional()
  @GivenNumber({ max: 60, tooLong: 'requests.errors.letter-number-long' })
  letterNumber?: string | null;

  @IsOptional()
  @Upload()
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
