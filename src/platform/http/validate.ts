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
    validationError: { target: false, value: true },
  });
  return { value, faults: errors.flatMap((error) => faultsOf(error, '', 0)) };
}

function faultsOf(error: ValidationError, path: string, depth: number): FieldFault[] {
  if (depth > DEPTH) return [];
  const field = path === '' ? error.property : `${path}.${error.property}`;
  const first = weightiest(Object.keys(error.constraints ?? {}));
  const own = first === undefined ? [] : [fault(field, first, error)];
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, field, depth + 1))];
}

/** One fault a field: is it there and of its type, then its length, then what it holds. */
const ORDER = [
  'whitelistValidation',
  'isString',
  'isInt',
  'isBoolean',
  'isArray',
  'isObject',
  'isIn',
  'equals',
  'isUuid',
  'nestedValidation',
  'minLength',
  'maxLength',
] as const;

function weightiest(constraints: readonly string[]): string | undefined {
  return ORDER.find((name) => constraints.includes(name)) ?? constraints[0];
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

const TYPES: ReadonlySet<string> = new Set([
  'isString',
  'isInt',
  'isBoolean',
  'isArray',
  'isObject',
  'nestedValidation',
]);

function fault(field: string, constraint: string, error: ValidationError): FieldFault {
  const context: unknown = error.contexts?.[constraint];
  const values = (context ?? {}) as Record<string, string | number>;
  const base = DEFAULT_CODES[constraint] ?? 'wrong-value';
  const value: unknown = error.value;
  const isGiven = value !== undefined && value !== null && value !== '';
  // NaN comes from a form alone: words where a number belongs, and the field's own sentence says what to write.
  if (isGiven && TYPES.has(constraint) && !Number.isNaN(value))
    return { field, code: base, message: `problems.fields.${base}`, values };
  // The library's own sentences may hold a field's name, and that name may be anything.
  const [, own, key] = OURS.exec(error.constraints?.[constraint] ?? '') ?? [];
  const absent = isGiven ? base : 'missing';
  const code = own === undefined || (own === 'missing' && isGiven) ? absent : own;
  return { field, code, message: key ?? `problems.fields.${code}`, values };
}
