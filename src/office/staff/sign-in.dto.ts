import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { PlainText } from '../../platform/http/text-rules.js';
import { LONGEST_PASSWORD } from './passwords.js';

const LONGEST_EMAIL = 254;
const LONGEST_TICKET = 1_000;

/** `POST /api/v1/session`. */
export class SessionBody {
  @IsString({ message: 'missing|staff.errors.email' })
  @MinLength(1, { message: 'missing|staff.errors.email' })
  @MaxLength(LONGEST_EMAIL, { message: 'too-long|staff.errors.email-long' })
  @PlainText({ lines: false })
  email!: string;

  @IsString({ message: 'missing|staff.errors.password' })
  @MinLength(1, { message: 'missing|staff.errors.password' })
  @MaxLength(LONGEST_PASSWORD, {
    message: 'too-long|staff.errors.password-long',
    context: { max: LONGEST_PASSWORD },
  })
  password!: string;

  @IsOptional()
  @IsString({ message: 'wrong-type|staff.errors.code' })
  @MaxLength(20, { message: 'too-long|staff.errors.code' })
  code?: string | null;
}

/** The sign-in page, first half. */
export class SignInForm {
  @IsString({ message: 'missing|staff.errors.email' })
  @MinLength(1, { message: 'missing|staff.errors.email' })
  @MaxLength(LONGEST_EMAIL, { message: 'too-long|staff.errors.email-long' })
  @PlainText({ lines: false })
  email!: string;

  @IsString({ message: 'missing|staff.errors.password' })
  @MinLength(1, { message: 'missing|staff.errors.password' })
  @MaxLength(LONGEST_PASSWORD, {
    message: 'too-long|staff.errors.password-long',
    context: { max: LONGEST_PASSWORD },
  })
  sandi!: string;

  @IsOptional()
  @IsString()
  kembali?: string;

  /** A form that waits for the sign-in, sealed. */
  @IsOptional()
  @IsString()
  titipan?: string;
}

/** The sign-in page, second half: the code of the authenticator. */
export class CodeForm {
  @IsString({ message: 'missing|staff.errors.code' })
  @MinLength(1, { message: 'missing|staff.errors.code' })
  @MaxLength(20, { message: 'too-long|staff.errors.code' })
  kode!: string;

  @IsString()
  @MaxLength(LONGEST_TICKET)
  tiket!: string;

  @IsOptional()
  @IsString()
  kembali?: string;

  @IsOptional()
  @IsString()
  titipan?: string;
}
