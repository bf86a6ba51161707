import { applyDecorators, Injectable } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { DecisionContents } from '../../law/decision-contents.js';
import { parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { ClaimFiles } from '../../office/documents/claim-files.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid } from '../../platform/http/problems.js';
import type { CaseRow } from '../requests/case-row.js';

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
}

/** What a given body brings into the contents of a decision. */
export type Given = Pick<DecisionContents, 'form' | 'cost' | 'provideOn' | 'fileIds' | 'explanation'>;

/** Reads what is given and ties its files to the case. Throws 422 for a day that is over and for unknown files. */
@Injectable()
export class GrantContents {
  constructor(private readonly files: ClaimFiles) {}

  async read(
    tx: Tx,
    row: CaseRow,
    body: GivenBody & { readonly explanation?: string | null },
    today: LocalDate,
  ): Promise<Given> {
    const provideOn = parseLocalDate(body.provideOn);
    if (provideOn === null || provideOn < today) {
      throw invalid([{ field: 'provideOn', code: 'wrong-date', message: 'decisions.errors.provide-on' }]);
    }
    const fileIds = body.fileIds ?? [];
    const lost = await this.files.claim(tx, row.id, fileIds, 'answer', 'staff');
    if (lost.length > 0) {
      throw invalid([{ field: 'fileIds', code: 'unknown-file', message: 'filing.errors.file-unknown' }]);
    }
    return {
      form: body.form,
      cost: {
        copy: body.cost?.copy ?? 0,
        delivery: body.cost?.delivery ?? 0,
        other: body.cost?.other ?? 0,
      },
      provideOn,
      fileIds,
      explanation: body.explanation ?? '',
    };
  }
}
