import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import { PlainText, Tidy } from '../../platform/http/text-rules.js';
import { VersionedBody } from '../requests/case-acts.js';

export class RequestMaterialBody extends VersionedBody {
  @Tidy()
  @IsString({ message: 'missing|materials.errors.from' })
  @MinLength(3, { message: 'missing|materials.errors.from' })
  @MaxLength(200, { message: 'too-long|materials.errors.from-long' })
  @PlainText({ lines: false })
  from!: string;

  /** Absent = three working days before the answer is due. */
  @IsOptional()
  @IsString({ message: 'wrong-date|materials.errors.due-on' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/u, { message: 'wrong-date|materials.errors.due-on' })
  dueOn?: string | null;

  @Tidy()
  @IsString({ message: 'missing|materials.errors.text' })
  @MinLength(5, { message: 'missing|materials.errors.text' })
  @MaxLength(4000, { message: 'too-long|materials.errors.text-long' })
  @PlainText({ lines: true })
  text!: string;
}

export class ReceiveMaterialBody extends VersionedBody {
  /** Absent = the oldest one that waits. */
  @IsOptional()
  @IsUUID(undefined, { message: 'unknown-value|materials.errors.unknown' })
  materialId?: string | null;

  @Tidy()
  @IsString({ message: 'missing|materials.errors.answer' })
  @MinLength(3, { message: 'missing|materials.errors.answer' })
  @MaxLength(4000, { message: 'too-long|materials.errors.text-long' })
  @PlainText({ lines: true })
  answer!: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20, { message: 'too-many|decisions.errors.files-many' })
  @ArrayUnique()
  @IsUUID(undefined, { each: true, message: 'unknown-file|filing.errors.file-unknown' })
  fileIds?: string[] | null;
}
