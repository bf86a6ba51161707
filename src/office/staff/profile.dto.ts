import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

// Longer than any password may be, so that the rule of the new one can say what is wrong.
const LONGEST_TYPED = 1_000;

/** Each staff form carries it; `csrf.ts` has checked it before the form is read. */
class StaffForm {
  @IsOptional()
  @IsString()
  _csrf?: string;
}

/** Change of the own password. */
export class PasswordForm extends StaffForm {
  @IsString({ message: 'missing|staff.errors.current' })
  @MinLength(1, { message: 'missing|staff.errors.current' })
  @MaxLength(LONGEST_TYPED, { message: 'too-long|staff.errors.password-long', context: { max: 200 } })
  lama!: string;

  @IsString({ message: 'missing|staff.errors.next' })
  @MinLength(1, { message: 'missing|staff.errors.next' })
  @MaxLength(LONGEST_TYPED, { message: 'too-long|staff.errors.password-long', context: { max: 200 } })
  baru!: string;

  @IsString({ message: 'missing|staff.errors.again' })
  @MinLength(1, { message: 'missing|staff.errors.again' })
  @MaxLength(LONGEST_TYPED, { message: 'too-long|staff.errors.password-long', context: { max: 200 } })
  ulang!: string;
}

/** Ends one session by its name in the list, or all others. */
export class EndSessionForm extends StaffForm {
  @IsString()
  @MaxLength(64)
  sesi!: string;
}

/** Keys of the workspace on or off. */
export class KeysForm extends StaffForm {
  @IsIn(['hidup', 'mati'])
  pintasan!: 'hidup' | 'mati';
}

/** Sets up the second factor: the sealed proposal of the page and a first code of it. */
export class FactorForm extends StaffForm {
  @IsString({ message: 'missing|staff.errors.code' })
  @MinLength(1, { message: 'missing|staff.errors.code' })
  @MaxLength(20, { message: 'too-long|staff.errors.code' })
  kode!: string;

  @IsString()
  @MaxLength(1_000)
  usulan!: string;
}
