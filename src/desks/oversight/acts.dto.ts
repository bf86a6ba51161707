import { Transform } from 'class-transformer';
import { IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { Paragraphs } from '../../platform/http/field-rules.js';

const VERSION = /^[1-9]\d{0,8}$/u;

/** What every form of this room carries beside its own fields. */
export class ActForm {
  @IsOptional()
  @IsString()
  _csrf?: string;

  @IsString({ message: 'missing|problems.idempotency-key-missing' })
  @Matches(/^[\x21-\x7e]{16,64}$/u, { message: 'missing|problems.idempotency-key-missing' })
  _kunci!: string;
}

/** A form on one case, with the version it was made for. */
export class CaseForm extends ActForm {
  @IsString({ message: 'missing|problems.fields.version' })
  @Matches(VERSION, { message: 'wrong-value|problems.fields.version' })
  _versi!: string;
}

export class AssignForm extends CaseForm {
  @IsString({ message: 'missing|routing.errors.agency' })
  @MinLength(1, { message: 'missing|routing.errors.agency' })
  @MaxLength(40, { message: 'unknown-value|routing.errors.agency' })
  instansi!: string;

  @Paragraphs({ min: 1, max: 1000, missing: 'routing.errors.reason', tooLong: 'routing.errors.reason-long' })
  alasan!: string;
}

export class HolderForm extends CaseForm {
  @IsUUID(undefined, { message: 'missing|oversight.holder.missing' })
  pemegang!: string;
}

/** Reminders: each case as `id:version`, one or up to a hundred. */
export class ReminderForm extends ActForm {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : (value ?? [])))
  @IsString({ each: true, message: 'wrong-type|oversight.remind.pick' })
  @Matches(/^[0-9a-f-]{36}:[1-9]\d{0,8}$/iu, { each: true, message: 'wrong-value|oversight.remind.pick' })
  kasus!: string[];

  @IsOptional()
  @Matches(/^[a-z0-9-]{1,40}$/u)
  instansi?: string;
}
