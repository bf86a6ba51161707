import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Day, Line, Uploads } from '../../platform/http/field-rules.js';

export const MOST_RUPIAH = 100_000_000;

/** Whole rupiah, each named: a cost that nobody wrote is no statement of the cost (law.md 6.1). */
export class CostBody {
  @IsInt({ message: 'wrong-value|decisions.errors.cost' })
  @Min(0, { message: 'wrong-value|decisions.errors.cost' })
  @Max(MOST_RUPIAH, { message: 'wrong-value|decisions.errors.cost-large' })
  copy!: number;

  @IsInt({ message: 'wrong-value|decisions.errors.cost' })
  @Min(0, { message: 'wrong-value|decisions.errors.cost' })
  @Max(MOST_RUPIAH, { message: 'wrong-value|decisions.errors.cost-large' })
  delivery!: number;

  @IsInt({ message: 'wrong-value|decisions.errors.cost' })
  @Min(0, { message: 'wrong-value|decisions.errors.cost' })
  @Max(MOST_RUPIAH, { message: 'wrong-value|decisions.errors.cost-large' })
  other!: number;

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
  @Line({
    min: 1,
    max: 500,
    missing: 'decisions.contents.reasonForEachBlackout',
    tooLong: 'decisions.errors.blackout-long',
  })
  part!: string;

  @Line({
    min: 1,
    max: 500,
    missing: 'decisions.contents.reasonForEachBlackout',
    tooLong: 'decisions.errors.blackout-long',
  })
  reason!: string;

  @Line({
    min: 1,
    max: 300,
    missing: 'decisions.contents.reasonForEachBlackout',
    tooLong: 'decisions.errors.blackout-long',
  })
  law!: string;
}

/** In which form it is given. */
export function GivenForm(): PropertyDecorator {
  return applyDecorators(IsIn(['softcopy', 'hardcopy'], { message: 'missing|decisions.errors.form' }));
}

/** What it costs: a grant always says so, also that it costs nothing (UU 14/2008 art. 22(7)g). */
export function GivenCost(): PropertyDecorator {
  return applyDecorators(
    IsObject({ message: 'missing|decisions.errors.cost' }),
    ValidateNested(),
    Type(() => CostBody),
  );
}

/** The day until which it is provided (T6). */
export function ProvideOn(): PropertyDecorator {
  return Day('decisions.errors.provide-on');
}

/** Uploads that are the answer. */
export function GivenFiles(): PropertyDecorator {
  return applyDecorators(IsOptional(), Uploads(20));
}

/** Whether T6 waits for the payment: the notice then says so (law.md D9). */
export function PauseUntilPaid(): PropertyDecorator {
  return applyDecorators(IsOptional(), IsBoolean({ message: 'wrong-value|decisions.errors.pause' }));
}

/** When and where it may be looked at, for who asked to inspect. */
export function Appointment(): PropertyDecorator {
  return applyDecorators(IsOptional(), Line({ max: 300, tooLong: 'decisions.errors.appointment-long' }));
}

/** What is given, in which form, at what cost and until when: the open part of a partial refusal. */
export class GivenBody {
  @GivenForm()
  form!: 'softcopy' | 'hardcopy';

  @GivenCost()
  cost!: CostBody;

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
