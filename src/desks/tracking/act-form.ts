import type { FieldFault } from '../../platform/http/problems.js';
import { Problem } from '../../platform/http/problems.js';
import { randomSecret } from '../../platform/crypto/vault.js';
import type { Texts } from '../../platform/views/texts.js';

/** A fault beside its field on the page. */
export interface PageError {
  readonly field: string;
  readonly message: string;
}

/** A fresh repeat key for a form that is shown. */
export function newFormKey(): string {
  return randomSecret(18);
}

/** The repeat key of a form as sent; one that was lost on the way gets a fresh one. */
export function formKey(fields: Readonly<Record<string, string>>): string {
  const key = fields['_kunci'] ?? '';
  return /^[\w-]{16,64}$/u.test(key) ? key : newFormKey();
}

/** Faults in the reader's words; `names` maps the fields of the API to those of the page. */
export function pageErrors(
  texts: Texts,
  faults: readonly FieldFault[],
  names: Readonly<Record<string, string>> = {},
): PageError[] {
  return faults.map((fault) => ({
    field: names[fault.field] ?? fault.field,
    message: texts.t(fault.message, fault.values ?? {}),
  }));
}

/**
 * What a refusal means on the form it came from: the fields that are wrong, or the sentence of the law. Everything
 * else is thrown on.
 */
export function errorsOf(
  texts: Texts,
  error: unknown,
  field: string,
  names: Readonly<Record<string, string>> = {},
): PageError[] {
  if (!(error instanceof Problem)) throw error;
  if (error.status === 422 && error.faults.length > 0) return pageErrors(texts, error.faults, names);
  if (error.code === 'idempotency-key-reused')
    return [{ field, message: texts.t('tracking.errors.sent-already') }];
  if (error.status === 409) return [{ field, message: texts.t(`problems.${error.code}`, error.values) }];
  throw error;
}
