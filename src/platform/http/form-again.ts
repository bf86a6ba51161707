import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';

const FORM_KEY = 'tenggat:form';

/** What a page says of a form of this route that did not arrive. */
export interface FormKind {
  /** Text with the name of the act. */
  readonly title: string;
  /** Whether the route shows the form again, filled in, when it comes with `_ulang`; else it is sent from where it waits. */
  readonly again: boolean;
}

/** The name of the form that is sent to this route. It comes back filled in when it is sent with `_ulang`. */
export function FormAgain(title: string): CustomDecorator {
  return SetMetadata(FORM_KEY, { title, again: true } satisfies FormKind);
}

/** The name of the form that is sent to this route, which knows no way to show it again. */
export function FormNamed(title: string): CustomDecorator {
  return SetMetadata(FORM_KEY, { title, again: false } satisfies FormKind);
}

/** The kind of the form that a handler takes; null where none is named. */
export function formKindOf(reflector: Reflector, handler: Parameters<Reflector['get']>[1]): FormKind | null {
  return reflector.get<FormKind | undefined>(FORM_KEY, handler) ?? null;
}
