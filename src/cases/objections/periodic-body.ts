import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, ValidateNested } from 'class-validator';
import type { ObjectionGround } from '../../law/objection-grounds.js';
import { PurposeBody, RequesterBody } from '../requests/filing-body.js';
import { FilesWithProxyLetter, Grounds, Story } from './objection-fields.js';

/**
 * An objection without a request: periodic information that was not published (UU 14/2008 art. 35(1)b). Its form asks
 * what the information is for as well (PerKI 1/2021 annex X A); a program may leave that out.
 */
export class PeriodicBody {
  @Grounds()
  grounds!: ObjectionGround[];

  @Story()
  story!: string;

  @IsOptional()
  @IsObject({ message: 'missing|filing.errors.purpose' })
  @ValidateNested()
  @Type(() => PurposeBody)
  purpose?: PurposeBody | null;

  @IsObject({ message: 'missing|filing.errors.requester-kind' })
  @ValidateNested()
  @Type(() => RequesterBody)
  requester!: RequesterBody;

  @FilesWithProxyLetter()
  fileIds?: string[] | null;

  @IsOptional()
  @IsIn(['id', 'en'])
  language?: 'id' | 'en' | null;
}
