import { Transform } from 'class-transformer';
import { registerDecorator, type ValidationOptions } from 'class-validator';
import { parseMailAddress } from '../mail/mail-address.js';

// Control signs, bidirectional overrides and isolates, unpaired surrogates and private non-characters.
const HARMFUL = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB\p{Cs}]/u;

/** True for text that shows as it is stored: no control or bidirectional signs. Line breaks only where `lines` allows. */
export function isPlainText(text: string, lines: boolean): boolean {
  return !HARMFUL.test(lines ? text.replace(/[\r\n\t]/gu, '') : text);
}

/** A typed text, trimmed and in one Unicode form, with its line ends made one. */
export function tidy(text: unknown): unknown {
  return typeof text === 'string' ? text.normalize('NFC').replace(/\r\n?/gu, '\n').trim() : text;
}

/** Tidies a typed text before it is checked. */
export function Tidy(): PropertyDecorator {
  return Transform(({ value }) => tidy(value));
}

/** Takes spaces, dots and dashes out of a typed NIK before it is checked. */
export function TidyNationalId(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? nationalIdOf(value) : value,
  );
}

/** Field rule: a text without control or bidirectional signs. */
export function PlainText(options: { lines: boolean } & ValidationOptions): PropertyDecorator {
  return rule('plainText', (value) => typeof value === 'string' && isPlainText(value, options.lines), {
    message: 'control-characters|problems.fields.control-characters',
    ...options,
  });
}

/** Field rule: a mail address that a mail server takes and no header can be hidden in. */
export function MailAddress(options: ValidationOptions = {}): PropertyDecorator {
  return rule('mailAddress', (value) => typeof value === 'string' && parseMailAddress(value) !== null, {
    message: 'wrong-address|problems.fields.mail-address',
    ...options,
  });
}

/** Field rule: 08 or +62 and 9 to 15 digits; spaces, dots and dashes do not count. */
export function PhoneNumber(options: ValidationOptions = {}): PropertyDecorator {
  return rule('phoneNumber', (value) => typeof value === 'string' && phoneOf(value) !== null, {
    message: 'wrong-phone|problems.fields.phone',
    ...options,
  });
}

/** The digits of a typed telephone number with `+62` or `0` in front, or null. */
export function phoneOf(typed: string): string | null {
  const signs = typed.normalize('NFKC').replace(/[\s.\p{Pd}()\p{Cf}]/gu, '');
  return /^(\+62|0)\d{8,13}$/u.test(signs) ? signs : null;
}

/** Field rule: 16 digits whose seventh to twelfth can be a date of birth (day + 40 for women). */
export function NationalId(options: ValidationOptions = {}): PropertyDecorator {
  return rule('nationalId', (value) => typeof value === 'string' && nationalIdFault(value) === null, {
    message: ({ value }: { readonly value: unknown }) =>
      typeof value === 'string' && nationalIdFault(value) === 'birth-date'
        ? 'wrong-national-id|problems.fields.national-id-birth-date'
        : 'wrong-national-id|problems.fields.national-id',
    ...options,
  });
}

/** What is wrong with a typed NIK: `letters`, `length`, `birth-date`, or null when it can be one. */
export function nationalIdFault(typed: string): 'letters' | 'length' | 'birth-date' | null {
  const digits = nationalIdOf(typed);
  if (!/^\d*$/u.test(digits)) return 'letters';
  if (digits.length !== 16) return 'length';
  const day = Number(digits.slice(6, 8));
  const month = Number(digits.slice(8, 10));
  const dayOfBirth = day > 40 ? day - 40 : day;
  return dayOfBirth >= 1 && dayOfBirth <= 31 && month >= 1 && month <= 12 ? null : 'birth-date';
}

/** A typed NIK without spaces, dots, dashes and invisible signs. */
export function nationalIdOf(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s.\p{Pd}\p{Cf}]/gu, '');
}

function rule(
  name: string,
  holds: (value: unknown) => boolean,
  options: ValidationOptions,
): PropertyDecorator {
  return (target, propertyName) => {
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(propertyName),
      options,
      validator: { validate: holds },
    });
  };
}
