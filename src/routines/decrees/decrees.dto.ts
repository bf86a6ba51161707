import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** More dates than one decree can move. */
const MOST = 10_000_000;

/** What the person who applies a decree may say. */
export class ApplyDecreeBody {
  /** How many dates that person saw moving: with another number now, nothing is applied. */
  @IsOptional()
  @IsInt({ message: 'wrong-type|problems.fields.wrong-type' })
  @Min(0, { message: 'wrong-value|problems.fields.wrong-value' })
  @Max(MOST, { message: 'wrong-value|problems.fields.wrong-value' })
  affected?: number | null;
}
