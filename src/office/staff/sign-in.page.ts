import type { StaffFrame } from '../../platform/views/frame.js';
import type { Texts } from '../../platform/views/texts.js';
import type { FieldFault } from '../../platform/http/problems.js';

/** A fault as the summary and the field show it. */
export interface PageError {
  readonly field: string;
  readonly message: string;
}

export function pageErrors(texts: Texts, faults: readonly FieldFault[]): readonly PageError[] {
  return faults.map(({ field, message, values }) => ({ field, message: texts.t(message, values ?? {}) }));
}

/** First half: mail address and password. The password is never given back. */
export interface SignInModel {
  readonly email: string;
  readonly back: string;
  readonly errors: readonly PageError[];
}

/** Second half: the code. */
export interface CodeModel {
  readonly ticket: string;
  readonly back: string;
  readonly errors: readonly PageError[];
}

/** The frame before anybody is known. */
export function strangerFrame(texts: Texts): StaffFrame {
  return { room: texts.t('staff.rooms.any'), nav: [], person: null };
}
