import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { PlainText, Tidy } from '../../platform/http/text-rules.js';

export const DAY = /^\d{4}-\d{2}-\d{2}$/u;
export const MOST_RUPIAH = 100_000_000;

/** Whole rupiah. */
export class CostBody {
  @IsInt({ message: 'wrong-value|decisions.errors.cost' })
  @Min(0, { message: 'wrong-value|decisions.errors.cost' })
  @Max(MOST_RUPIAH, { message: 'wrong-value|decisions.errors.cost' })
  copy = 0;

  @IsInt({ message: 'wrong-value|decisions.errors.cost' })
  @Min(0, { message: 'wrong-value|decisions.errors.cost' })
  @Max(MOST_RUPIAH, { message: 'wrong-value|decisions.errors.cost' })
  delivery = 0;

  @IsInt({ message: 'wrong-value|decisions.errors.cost' })
  @Min(0, { message: 'wrong-value|decisions.errors.cost' })
  @Max(MOST_RUPIAH, { message: 'wrong-value|decisions.errors.cost' })
  other = 0;

  /** Sheets of one copy, and how many copies: the cost of copying is their number times a tariff. */
  @IsOptional()
  @IsInt({ message: 'wrong-value|decisions.errors.sheets' })
  @Min(1, { message: 'wrong-value|decisions.errors.sheets' })
  @Max(100_000, { message: 'wrong-value|decisions.errors.sheets' })
  sheets?: number | null;

  @IsOptional()
  @IsInt({ message: 'wrong-value|decisions.errors.sheets' })
  @Min(1, { message: 'wrong-value|decisions.errors.sheets' })
  @Max(1000, { message: 'wrong-value|decisions.errors.sheets' })
  copies?: number | null;
}

/** A part that is blacked out, with its reason and the law; all three are asked for (annex VII A5). */
export class BlackoutBody {
  @Tidy()
  @IsString({ message: 'missing|decisions.contents.reasonForEachBlackout' })
  @MinLength(3, { message: 'missing|decisions.contents.reasonForEachBlackout' })
  @MaxLength(500, { message: 'too-long|decisions.errors.blackout-long' })
  @PlainText({ lines: false })
  part!: string;

  @Tidy()
  @IsString({ message: 'missing|decisions.contents.reasonForEachBlackout' })
  @MinLength(3, { message: 'missing|decisions.contents.reasonForEachBlackout' })
  @MaxLength(500, { message: 'too-long|decisions.errors.blackout-long' })
  @PlainText({ lines: false })
  reason!: string;

  @Tidy()
  @IsString({ message: 'missing|decisions.contents.reasonForEachBlackout' })
  @MinLength(3, { message: 'missing|decisions.contents.reasonForEachBlackout' })
  @MaxLength(300, { message: 'too-long|decisions.errors.blackout-long' })
  @PlainText({ lines: false })
  law!: string;
}

/** In which form it is given. */
export function GivenForm(): PropertyDecorator {
  return applyDecorators(IsIn(['softcopy', 'hardcopy'], { message: 'missing|decisions.errors.form' }));
}

/** What it costs; absent = nothing. */
export function GivenCost(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    IsObject(),
    ValidateNested(),
    Type(() => CostBody),
  );
}

/** The day until which it is provided (T6). */
export function ProvideOn(): PropertyDecorator {
  return applyDecorators(
    IsString({ message: 'missing|decisions.errors.provide-on' }),
    Matches(DAY, { message: 'wrong-date|decisions.errors.provide-on' }),
  );
}

/** Uploads that are the answer. */
export function GivenFiles(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    IsArray(),
    ArrayMaxSize(20, { message: 'too-many|decisions.errors.files-many' }),
    ArrayUnique(),
    IsUUID(undefined, { each: true, message: 'unknown-file|filing.errors.file-unknown' }),
  );
}

/** Whether T6 waits for the payment: the notice then says so (law.md D9). */
export function PauseUntilPaid(): PropertyDecorator {
  return applyDecorators(IsOptional(), IsBoolean({ message: 'wrong-value|decisions.errors.pause' }));
}

/** When and where it may be looked at, for who asked to inspect. */
export function Appointment(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    Tidy(),
    IsString(),
    MaxLength(300, { message: 'too-long|decisions.errors.appointment-long' }),
    PlainText({ lines: false }),
  );
}

/** What is given, in which form, at what cost and until when: the open part of a partial refusal. */
export class GivenBody {
  @GivenForm()
  form!: 'softcopy' | 'hardcopy';

  @GivenCost()
  cost?: CostBody | null;

  @ProvideOn()
  provideOn!: string;

  @GivenFiles()
  fileIds?: string[] | null;

  @PauseUntilPaid()
  pauseUntilPaid?: boolean | null;

  @Appointment()
  appointment?: string | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100, { message: 'too-many|decisions.errors.blackouts-many' })
  @ValidateNested({ each: true })
  @Type(() => BlackoutBody)
  blackouts?: BlackoutBody[] | null;
}
