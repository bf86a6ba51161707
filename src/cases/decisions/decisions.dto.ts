import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { faultOfRule } from '../../law/cited-rules.js';
import {
  DELIVERY_CHANNELS,
  PAYMENT_METHODS,
  type DeliveryChannel,
  type PaymentMethod,
} from '../../law/handover.js';
import { ANSWER_PARTS, type AnswerPart } from '../../law/delivery.js';
import { Day, GivenNumber, Line, Paragraphs } from '../../platform/http/field-rules.js';
import { VersionedBody } from '../requests/case-acts.js';
import { DecidingBody, MOST_ITEMS } from './deciding-body.js';
import {
  Appointment,
  CostBody,
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
  cost!: CostBody;

  @ProvideOn()
  provideOn!: string;

  @GivenFiles()
  fileIds?: string[] | null;

  @PauseUntilPaid()
  pauseUntilPaid?: boolean | null;

  @Appointment()
  appointment?: string | null;

  @IsOptional()
  @Paragraphs({ max: 4000, tooLong: 'decisions.errors.explanation-long' })
  explanation?: string | null;
}

export class NotHeldBody extends DecidingBody {
  @ValidateIf((body: NotHeldBody) => body.holder != null || body.searchRecord == null)
  @Line({ min: 1, max: 300, missing: 'decisions.errors.holder', tooLong: 'decisions.errors.holder-long' })
  holder?: string | null;

  @IsOptional()
  @Paragraphs({
    min: 1,
    max: 4000,
    missing: 'decisions.errors.search-record',
    tooLong: 'decisions.errors.explanation-long',
  })
  searchRecord?: string | null;

  @IsOptional()
  @Paragraphs({ max: 4000, tooLong: 'decisions.errors.explanation-long' })
  reason?: string | null;
}

export class NotYetHeldBody extends DecidingBody {
  @Paragraphs({
    min: 1,
    max: 4000,
    missing: 'decisions.errors.reason',
    tooLong: 'decisions.errors.explanation-long',
  })
  reason!: string;
}

export class NotDocumentedBody extends DecidingBody {
  @Day('decisions.errors.available-on')
  availableOn!: string;

  @IsOptional()
  @Paragraphs({ max: 4000, tooLong: 'decisions.errors.explanation-long' })
  reason?: string | null;
}

/** A rule other than art. 17: what is exempt goes the way of test and consent (law.md 3, 6.3). */
function NamesRule(): PropertyDecorator {
  const typed = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
  const validate = (value: unknown): boolean => typed(value) === '' || faultOfRule(typed(value)) === null;
  const message = ({ value }: { readonly value: unknown }): string =>
    faultOfRule(typed(value)) === 'exemption'
      ? 'exempt-information|decisions.errors.law-of-exemption'
      : 'wrong-value|decisions.errors.law-unnamed';
  return ValidateBy({ name: 'namesRule', validator: { validate } }, { message });
}

export class RefuseOtherBody extends DecidingBody {
  @Line({ min: 1, max: 300, missing: 'decisions.errors.law', tooLong: 'decisions.errors.law-long' })
  @NamesRule()
  law!: string;

  @Paragraphs({
    min: 1,
    max: 4000,
    missing: 'decisions.errors.reason',
    tooLong: 'decisions.errors.explanation-long',
  })
  reason!: string;
}

/** One item of a question that is split. */
export class ItemBody {
  @Paragraphs({ min: 1, max: 1000, missing: 'filing.errors.item', tooLong: 'filing.errors.item-long' })
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

  @Day('decisions.errors.delivered-on')
  deliveredOn!: string;

  /** Number of the post or courier, for the requester to follow. */
  @IsOptional()
  @GivenNumber({ max: 100, tooLong: 'decisions.errors.reference-long' })
  reference?: string | null;

  /** Of an answer that grants a part and promises the rest; without it the part that can be, of both the earlier. */
  @IsOptional()
  @IsIn(ANSWER_PARTS, { message: 'wrong-value|decisions.errors.part' })
  part?: AnswerPart | null;

  /** What is handed over now and was not in the answer. */
  @GivenFiles()
  fileIds?: string[] | null;
}

export class RecordPaymentBody extends VersionedBody {
  @IsInt({ message: 'wrong-value|decisions.errors.amount' })
  @Min(1, { message: 'wrong-value|decisions.errors.amount' })
  @Max(MOST_RUPIAH, { message: 'wrong-value|decisions.errors.amount' })
  amount!: number;

  @IsIn(PAYMENT_METHODS, { message: 'missing|decisions.errors.method' })
  method!: PaymentMethod;
}
