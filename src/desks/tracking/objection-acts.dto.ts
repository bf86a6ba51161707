import { Type } from 'class-transformer';
import { Equals, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { FilesWithProxyLetter, Grounds, ProxyBody, Story } from '../../cases/objections/objection-fields.js';
import type { ObjectionGround } from '../../law/objection-grounds.js';
import { TrackingBody } from './tracking-api.dto.js';

/** An objection in the requester's own words. */
export class FreeObjectionBody extends TrackingBody {
  @Grounds()
  grounds!: ObjectionGround[];

  @Story()
  story!: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ProxyBody)
  proxy?: ProxyBody | null;

  @FilesWithProxyLetter()
  fileIds?: string[] | null;
}

/** Files the objection that the system prepared after silence, as it stands. */
export class PreparedObjectionBody extends TrackingBody {
  @Equals(true, { message: 'unknown-value|problems.fields.unknown-value' })
  prepared!: true;
}
