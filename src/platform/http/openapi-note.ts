import type { ClassConstructor } from 'class-transformer';

const NOTE_KEY = 'tenggat:openapi-note';

/** What a program should know of a route beyond its address. */
export interface ApiNote {
  readonly summary: string;
  /** The class that the body is checked against; its rules become the schema. */
  readonly body?: ClassConstructor<object>;
  /** A body that is no JSON, by its media type. */
  readonly upload?: string;
  /** The call carries an `Idempotency-Key`, and a repeat gets the first answer. */
  readonly repeatable?: boolean;
  /** Needs the session of a member of staff. */
  readonly staff?: boolean;
  /** Names of what the query takes. */
  readonly query?: readonly string[];
}

/** Describes a route of `/api/v1` for `/api/openapi.json`; it stands next to `@Action`. A spec misses none. */
export function ApiRoute(summary: string, more: Omit<ApiNote, 'summary'> = {}): MethodDecorator {
  return (_target, _name, descriptor) => {
    const handler: unknown = descriptor.value;
    if (typeof handler === 'function') Reflect.defineMetadata(NOTE_KEY, { summary, ...more }, handler);
  };
}

/** An act of staff on a case: version in the body, a key against repeats, the case as answer. */
export function StaffAct(summary: string, body: ClassConstructor<object>): MethodDecorator {
  return ApiRoute(summary, { body, repeatable: true, staff: true });
}

/** @internal The note of a handler. */
export function apiNoteOf(handler: object): ApiNote | undefined {
  return Reflect.getMetadata(NOTE_KEY, handler) as ApiNote | undefined;
}
