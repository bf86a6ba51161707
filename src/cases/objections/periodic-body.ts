import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, ValidateNested } from 'class-validator';
import type { ObjectionGround } from '../../law/objection-grounds.js';
import { RequesterBody } from '../requests/filing-body.js';
import { Files, Grounds, Story } from './objection-fields.js';

/** An objection without a request: periodic information that was not published (UU 14/2008 art. 35(1)b). */
export class PeriodicBody {
  @Grounds()
  grounds!: ObjectionGround[];

  @Story()
  story!: string;

  @IsObject({ message: 'missing|filing.errors.requester-kind' })
  @ValidateNested()
  @Type(() => RequesterBody)
  requester!: RequesterBody;

  @Files()
  fileIds?: string[] | null;

  @IsOptional()
  @IsIn(['id', 'en'])
  language?: 'id' | 'en' | null;
}
