import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import {
  DELIVERY_CHANNELS,
  PAYMENT_METHODS,
  type DeliveryChannel,
  type PaymentMethod,
} from '../../law/handover.js';
import { PlainText, Tidy } from '../../platform/http/text-rules.js';
import { VersionedBody } from '../requests/case-acts.js';
import { DecidingBody, MOST_ITEMS } from './deciding-body.js';
import {
  Appointment,
  CostBody,
  DAY,
  GivenCost,
  GivenFiles,
  GivenForm,
  MOST_RUPIAH,
  PauseUntilPaid,
  ProvideOn,
} from './given-body.js';

/** A grant: what is given, of which items, with the words of the office. */
export class GrantBody extends DecidingBody {
  @GivenForm()
  form!: 'softcopy' | 'hardcopy';

  @GivenCost()
  cost?: CostBody | null;

  @ProvideOn()
  provideOn!: string;

  @GivenFiles()
  fileIds?: string[] | null;

  @PauseUntilPaid()
  pauseUntilPaid?: boolean | null;

  @Appointment()
  appointment?: string | null;

  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(4000, { message: 'too-long|decisions.errors.explanation-long' })
  @PlainText({ lines: true })
  explanation?: string | null;
}

export class NotHeldBody extends DecidingBody {
  @ValidateIf((body: NotHeldBody) => body.holder != null || body.searchRecord == null)
  @Tidy()
  @IsString({ message: 'missing|decisions.errors.holder' })
  @MinLength(3, { message: 'missing|decisions.errors.holder' })
  @MaxLength(300, { message: 'too-long|decisions.errors.holder-long' })
  @PlainText({ lines: false })
  holder?: string | null;

  @IsOptional()
  @Tidy()
  @IsString()
  @MinLength(10, { message: 'too-short|decisions.errors.search-record' })
  @MaxLength(4000, { message: 'too-long|decisions.errors.explanation-long' })
  @PlainText({ lines: true })
  searchRecord?: string | null;

  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(4000, { message: 'too-long|decisions.errors.explanation-long' })
  @PlainText({ lines: true })
  reason?: string | null;
}

export class NotYetHeldBody extends DecidingBody {
  @Tidy()
  @IsString({ message: 'missing|decisions.errors.reason' })
  @MinLength(10, { message: 'too-short|decisions.errors.reason' })
  @MaxLength(4000, { message: 'too-long|decisions.errors.explanation-long' })
  @PlainText({ lines: true })
  reason!: string;
}

export class NotDocumentedBody extends DecidingBody {
  @IsString({ message: 'missing|decisions.errors.available-on' })
  @Matches(DAY, { message: 'wrong-date|decisions.errors.available-on' })
  availableOn!: string;

  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(4000, { message: 'too-long|decisions.errors.explanation-long' })
  @PlainText({ lines: true })
  reason?: string | null;
}

export class RefuseOtherBody extends DecidingBody {
  @Tidy()
  @IsString({ message: 'missing|decisions.errors.law' })
  @MinLength(3, { message: 'missing|decisions.errors.law' })
  @MaxLength(300, { message: 'too-long|decisions.errors.law-long' })
  @PlainText({ lines: false })
  law!: string;

  @Tidy()
  @IsString({ message: 'missing|decisions.errors.reason' })
  @MinLength(10, { message: 'too-short|decisions.errors.reason' })
  @MaxLength(4000, { message: 'too-long|decisions.errors.explanation-long' })
  @PlainText({ lines: true })
  reason!: string;
}

/** One item of a question that is split. */
export class ItemBody {
  @Tidy()
  @IsString({ message: 'missing|filing.errors.item' })
  @MinLength(3, { message: 'too-short|filing.errors.item' })
  @MaxLength(1000, { message: 'too-long|filing.errors.item-long' })
  @PlainText({ lines: true })
  text!: string;
}

export class ItemiseBody extends VersionedBody {
  @IsArray({ message: 'missing|decisions.errors.itemise' })
  @ArrayMinSize(1, { message: 'missing|decisions.errors.itemise' })
  @ArrayMaxSize(MOST_ITEMS, { message: 'too-many|decisions.errors.items-many' })
  @ValidateNested({ each: true })
  @Type(() => ItemBody)
  items!: ItemBody[];
}

export class DeliverBody extends VersionedBody {
  @IsIn(DELIVERY_CHANNELS, { message: 'missing|decisions.errors.channel' })
  channel!: DeliveryChannel;

  @IsString({ message: 'missing|decisions.errors.delivered-on' })
  @Matches(DAY, { message: 'wrong-date|decisions.errors.delivered-on' })
  deliveredOn!: string;

  /** Number of the post or courier, for the requester to follow. */
  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(100, { message: 'too-long|decisions.errors.reference-long' })
  @PlainText({ lines: false })
  reference?: string | null;
}

export class RecordPaymentBody extends VersionedBody {
  @IsInt({ message: 'wrong-value|decisions.errors.amount' })
  @Min(1, { message: 'wrong-value|decisions.errors.amount' })
  @Max(MOST_RUPIAH, { message: 'wrong-value|decisions.errors.amount' })
  amount!: number;

  @IsIn(PAYMENT_METHODS, { message: 'missing|decisions.errors.method' })
  method!: PaymentMethod;
}
