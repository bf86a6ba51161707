import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { shapeFault } from './body-shape.js';
import { invalid, type FieldFault } from './problems.js';

const DEPTH = 6;

/**
 * Checks an untrusted body against its class: unknown fields refused, all faults at once. A decorator's `message` is a
 * key of the catalogue, or `code|key` when the stable code differs from the constraint's name. Throws 422.
 */
export function validated<Body extends object>(type: ClassConstructor<Body>, body: unknown): Body {
  const { value, faults } = checked(type, body);
  if (faults.length > 0) throw invalid(faults);
  return value;
}

/** Like `validated`, but hands the faults back: for pages that show the form again. */
export function checked<Body extends object>(
  type: ClassConstructor<Body>,
  body: unknown,
): { readonly value: Body; readonly faults: readonly FieldFault[] } {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    const value = new type();
    return {
      value,
      faults: [{ field: '', code: 'not-an-object', message: 'problems.fields.not-an-object' }],
    };
  }
  const strange = shapeFault(body);
  if (strange !== null) return { value: new type(), faults: [strange] };
  const value = plainToInstance(type, body, { enableImplicitConversion: false });
  const errors = validateSync(value, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
  });
  return { value, faults: errors.flatMap((error) => faultsOf(error, '', 0)) };
}

function faultsOf(error: ValidationError, path: string, depth: number): FieldFault[] {
  if (depth > DEPTH) return [];
  const field = path === '' ? error.property : `${path}.${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([name, message]) =>
    fault(field, name, message, error),
  );
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, field, depth + 1))];
}

const DEFAULT_CODES: Readonly<Record<string, string>> = {
  whitelistValidation: 'unknown-field',
  nestedValidation: 'wrong-type',
  isString: 'wrong-type',
  isBoolean: 'wrong-type',
  isInt: 'wrong-type',
  isArray: 'wrong-type',
  isObject: 'wrong-type',
  isIn: 'unknown-value',
  equals: 'unknown-value',
  minLength: 'too-short',
  maxLength: 'too-long',
  arrayMaxSize: 'too-many',
  isUuid: 'unknown-value',
  unknownValue: 'not-an-object',
};

/** `key` or `code|key`, as our decorators write it. */
const OURS = /^(?:([a-z-]+)\|)?([a-z]+(?:\.[a-zA-Z0-9-]+)+)$/u;

function fault(field: string, constraint: string, message: string, error: ValidationError): FieldFault {
  const context: unknown = error.contexts?.[constraint];
  const values = (context ?? {}) as Record<string, string | number>;
  const base = DEFAULT_CODES[constraint] ?? 'wrong-value';
  // The library's own sentences may hold a field's name, and that name may be anything.
  const [, code = base, key = `problems.fields.${base}`] = OURS.exec(message) ?? [];
  return { field, code, message: key, values };
}
