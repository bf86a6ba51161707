import { IsOptional, IsUUID } from 'class-validator';
import { Day, Line, Paragraphs, Uploads } from '../../platform/http/field-rules.js';
import { VersionedBody } from '../requests/case-acts.js';

export class RequestMaterialBody extends VersionedBody {
  @Line({ min: 1, max: 200, missing: 'materials.errors.from', tooLong: 'materials.errors.from-long' })
  from!: string;

  /** Absent = three working days before the answer is due. */
  @IsOptional()
  @Day('materials.errors.due-on')
  dueOn?: string | null;

  @Paragraphs({ min: 1, max: 4000, missing: 'materials.errors.text', tooLong: 'materials.errors.text-long' })
  text!: string;
}

export class ReceiveMaterialBody extends VersionedBody {
  /** Absent = the oldest one that waits. */
  @IsOptional()
  @IsUUID(undefined, { message: 'unknown-value|materials.errors.unknown' })
  materialId?: string | null;

  @Paragraphs({
    min: 1,
    max: 4000,
    missing: 'materials.errors.answer',
    tooLong: 'materials.errors.text-long',
  })
  answer!: string;

  @IsOptional()
  @Uploads(20)
  fileIds?: string[] | null;
}
