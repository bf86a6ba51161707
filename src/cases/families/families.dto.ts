import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { Paragraphs } from '../../platform/http/field-rules.js';
import { VersionedBody } from '../requests/case-acts.js';
import { MOST_PARTS } from './parts.queries.js';

/** A group is prepared by one person in one act; more would not be looked at. */
const MOST_MEMBERS = 50;

export class PartBody {
  @IsString({ message: 'missing|routing.errors.agency' })
  @MinLength(1, { message: 'missing|routing.errors.agency' })
  @MaxLength(40, { message: 'unknown-value|routing.errors.agency' })
  agency!: string;

  @Paragraphs({ min: 1, max: 4000, missing: 'families.errors.part', tooLong: 'families.errors.part-long' })
  informationRequested!: string;
}

export class SplitBody extends VersionedBody {
  @IsArray({ message: 'missing|families.errors.parts' })
  @ArrayMinSize(2, { message: 'too-few|families.errors.parts' })
  @ArrayMaxSize(MOST_PARTS, { message: 'too-many|families.errors.parts' })
  @ValidateNested({ each: true })
  @Type(() => PartBody)
  children!: PartBody[];
}

class ReasonBody extends VersionedBody {
  @Paragraphs({
    min: 1,
    max: 1000,
    missing: 'families.errors.reason',
    tooLong: 'families.errors.reason-long',
  })
  reason!: string;
}

export class GroupBody extends ReasonBody {
  @IsArray({ message: 'missing|families.errors.members' })
  @ArrayMinSize(1, { message: 'missing|families.errors.members' })
  @ArrayMaxSize(MOST_MEMBERS, { message: 'too-many|families.errors.members' })
  @ArrayUnique({ message: 'duplicate|families.errors.members' })
  @IsUUID(undefined, { each: true, message: 'unknown-value|families.errors.member-unknown' })
  caseIds!: string[];
}

export class LeaveGroupBody extends ReasonBody {}
