import { IsOptional } from 'class-validator';
import type { OtherPersonBody, PrincipalBody } from '../requests/filing-body.js';
import { PaperRequesterBody } from './paper-requester-body.js';

/**
 * A paper may leave out what proves who asks: it has its number all the same (UU 14/2008 art. 22(4)), and the letter of
 * incompleteness asks for it (PerKI 1/2021 art. 33).
 */
export class IntakeRequesterBody extends PaperRequesterBody {
  @IsOptional()
  declare decreeNumber?: string | null;

  @IsOptional()
  declare principal?: PrincipalBody | null;

  @IsOptional()
  declare guardian?: OtherPersonBody | null;
}
