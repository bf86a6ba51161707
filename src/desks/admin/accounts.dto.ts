import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

/** Fields that every form of this room carries; `csrf.ts` of the staff room has checked `_csrf` before. */
class AdminForm {
  @IsOptional()
  @IsString()
  _csrf?: string;
}

/** A new account. Which words are roles and what fits together is told by `accountFaults`. */
export class AccountForm extends AdminForm {
  @IsOptional()
  @IsString()
  @MaxLength(64)
  _kunci?: string;

  @IsString({ message: 'missing|admin.errors.email' })
  @MaxLength(254, { message: 'too-long|admin.errors.email' })
  email!: string;

  @IsString({ message: 'missing|admin.errors.name' })
  @MaxLength(150, { message: 'too-long|admin.errors.name-long' })
  nama!: string;

  @IsOptional()
  @IsArray({ message: 'missing|admin.errors.roles' })
  @ArrayMaxSize(10, { message: 'missing|admin.errors.roles' })
  @IsString({ each: true, message: 'missing|admin.errors.roles' })
  peran?: string[];

  @IsOptional()
  @IsString()
  @MaxLength(60)
  instansi?: string;

  @IsOptional()
  @IsIn(['1'])
  kepala?: string;
}

/** An act without fields of its own. */
export class PlainForm extends AdminForm {}

/** Mail goes out or waits. */
export class SendingForm extends AdminForm {
  @IsIn(['jalan', 'jeda'])
  kirim!: 'jalan' | 'jeda';
}
