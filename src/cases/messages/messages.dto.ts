import { IsString, MaxLength, MinLength } from 'class-validator';
import { PlainText, Tidy } from '../../platform/http/text-rules.js';
import { VersionedBody } from '../requests/case-acts.js';

const LONGEST_MESSAGE = 4000;

/** `message` and `note` of staff. */
export class StaffTextBody extends VersionedBody {
  @Tidy()
  @IsString({ message: 'missing|messages.errors.text' })
  @MinLength(1, { message: 'missing|messages.errors.text' })
  @MaxLength(LONGEST_MESSAGE, { message: 'too-long|messages.errors.text-long' })
  @PlainText({ lines: true })
  text!: string;
}
