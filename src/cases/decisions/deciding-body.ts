import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsOptional,
  IsUUID,
} from 'class-validator';
import { NoticeBody } from '../requests/notice-body.js';

/** A question is split into so many items at most. */
export const MOST_ITEMS = 40;

/** What every deciding act carries: which items it decides (absent = every one that is undecided), and its letter. */
export class DecidingBody extends NoticeBody {
  @IsOptional()
  @IsArray({ message: 'unknown-value|decisions.errors.items' })
  @ArrayMinSize(1, { message: 'unknown-value|decisions.errors.items' })
  @ArrayMaxSize(MOST_ITEMS, { message: 'unknown-value|decisions.errors.items' })
  @ArrayUnique({ message: 'unknown-value|decisions.errors.items' })
  @IsUUID(undefined, { each: true, message: 'unknown-value|decisions.errors.items' })
  itemIds?: string[] | null;

  /** Whether the same answer goes to every other open case of the group of this one; absent = yes. */
  @IsOptional()
  @IsBoolean({ message: 'wrong-type|problems.fields.wrong-type' })
  alsoForGroup?: boolean | null;
}
