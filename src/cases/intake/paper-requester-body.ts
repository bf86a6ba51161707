import { IsOptional } from 'class-validator';
import { RequesterBody } from '../requests/filing-body.js';

/** A letter may name no way but the post: name and address are what the law asks (UU 14/2008 art. 22(2)). */
export class PaperRequesterBody extends RequesterBody {
  @IsOptional()
  declare email?: string | null;
}
