import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { DELIVERIES, PurposeBody } from './filing-body.js';

/*
 * What a paper left unsaid and a repair says: the same of the requester and of the desk. A class cannot have two
 * parents, so that the fields are decorators.
 */

/** What the information is for (UU 14/2008 art. 4(3)). */
export function SaidPurpose(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    IsObject({ message: 'missing|filing.errors.purpose' }),
    ValidateNested(),
    Type(() => PurposeBody),
  );
}

/** To look at it, or to have a copy (PerKI 1/2021 art. 35). */
export function SaidAccess(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    IsIn(['copy', 'inspect'], { message: 'unknown-value|filing.errors.access' }),
  );
}

/** How a copy is sent. */
export function SaidDelivery(): PropertyDecorator {
  return applyDecorators(IsOptional(), IsIn(DELIVERIES, { message: 'unknown-value|filing.errors.delivery' }));
}

/** On paper or not. */
export function SaidFormat(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    IsIn(['softcopy', 'hardcopy'], { message: 'unknown-value|filing.errors.format' }),
  );
}

/** The fields of a body. */
export interface SaidBody {
  readonly purpose?: PurposeBody | null;
  readonly access?: 'copy' | 'inspect' | null;
  readonly delivery?: (typeof DELIVERIES)[number] | null;
  readonly format?: 'softcopy' | 'hardcopy' | null;
}

/** The same, of a step. */
export interface SaidLater {
  readonly purpose: { readonly kind: string; readonly text: string | null } | null;
  readonly access: 'copy' | 'inspect' | null;
  readonly delivery: string | null;
  readonly format: string | null;
}

/** What a body says of it. */
export function saidLater({ purpose, access, delivery, format }: SaidBody): SaidLater {
  return {
    purpose: purpose == null ? null : { kind: purpose.kind, text: purpose.text ?? null },
    access: access ?? null,
    delivery: delivery ?? null,
    format: format ?? null,
  };
}

/** Whether it says anything. */
export function saysAnything(said: SaidLater): boolean {
  return Object.values(said).some((one) => one !== null);
}

/** Access, delivery and form in one choice, as the pages ask for it. */
export const WAYS = [
  'copy/pickup/hardcopy',
  'copy/pickup/softcopy',
  'copy/online/softcopy',
  'copy/post/hardcopy',
  'copy/courier/hardcopy',
  'copy/fax/hardcopy',
  'inspect',
] as const;

/** A choice of the page, as the fields of a body. */
export function wayOf(choice: string): {
  readonly access: string | null;
  readonly delivery: string | null;
  readonly format: string | null;
} {
  const [access = '', delivery = null, format = null] = choice.split('/');
  return { access: access === '' ? null : access, delivery, format };
}
