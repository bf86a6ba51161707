import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';

/** A JSON Schema of the dialect of OpenAPI 3.1. */
export type JsonSchema = Readonly<Record<string, unknown>>;

interface Rule {
  readonly name: string;
  readonly each: boolean;
  readonly constraints: readonly unknown[];
}

interface Field {
  readonly rules: Rule[];
  /** `IsOptional` (null or absent) or `ValidateIf` (depends on other fields). */
  isNullable: boolean;
  isConditional: boolean;
  isNested: boolean;
}

/** The schema of a body, read from the rules that check it, so that no rule is written twice. */
export function schemaOf(type: ClassConstructor<object>): JsonSchema {
  const fields = fieldsOf(type);
  const properties = Object.fromEntries(
    [...fields].map(([name, field]) => [name, schemaOfField(type, name, field)]),
  );
  const required = [...fields].filter(([, field]) => !field.isNullable && !field.isConditional);
  return {
    type: 'object',
    additionalProperties: false,
    properties,
    ...(required.length === 0 ? {} : { required: required.map(([name]) => name) }),
  };
}

function fieldsOf(type: ClassConstructor<object>): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  for (const found of getMetadataStorage().getTargetValidationMetadatas(type, '', false, false)) {
    const field = fields.get(found.propertyName) ?? {
      rules: [],
      isNullable: false,
      isConditional: false,
      isNested: false,
    };
    fields.set(found.propertyName, field);
    if (found.type === 'conditionalValidation') {
      if (found.name === 'isOptional') field.isNullable = true;
      else field.isConditional = true;
    } else if (found.type === 'nestedValidation') field.isNested = true;
    else {
      field.rules.push({
        name: found.name ?? '',
        each: found.each,
        constraints: (found.constraints ?? []) as readonly unknown[],
      });
    }
  }
  return fields;
}

function schemaOfField(type: ClassConstructor<object>, name: string, field: Field): JsonSchema {
  const isList = field.rules.some((rule) => rule.name === 'isArray');
  const own = merged(field.rules.filter((rule) => !isList || !rule.each));
  const items = field.isNested
    ? schemaOf(nestedType(type, name, isList))
    : merged(field.rules.filter((rule) => rule.each));
  const schema: JsonSchema = isList ? { ...own, items } : field.isNested ? items : own;
  return field.isNullable || field.isConditional ? { anyOf: [schema, { type: 'null' }] } : schema;
}

// The class of a nested body is known to class-transformer alone; what it makes of an empty one tells.
function nestedType(type: ClassConstructor<object>, name: string, isList: boolean): ClassConstructor<object> {
  const made = plainToInstance(type, { [name]: isList ? [{}] : {} }) as Record<string, unknown>;
  const inner = isList ? (made[name] as unknown[])[0] : made[name];
  return (inner as object).constructor as ClassConstructor<object>;
}

// Where one field has two rules of a kind (a sentence for empty, another for short), the stricter is the schema's.
function merged(rules: readonly Rule[]): JsonSchema {
  const schema: Record<string, unknown> = {};
  for (const rule of rules) {
    for (const [word, value] of Object.entries(WORDS[rule.name]?.(rule.constraints) ?? {})) {
      schema[word] = stricter(word, schema[word], value);
    }
  }
  return schema;
}

function stricter(word: string, one: unknown, other: unknown): unknown {
  if (typeof one !== 'number' || typeof other !== 'number') return other;
  return word.startsWith('min') ? Math.max(one, other) : Math.min(one, other);
}

const WORDS: Readonly<Record<string, (constraints: readonly unknown[]) => JsonSchema>> = {
  isString: () => ({ type: 'string' }),
  isBoolean: () => ({ type: 'boolean' }),
  isInt: () => ({ type: 'integer' }),
  isArray: () => ({ type: 'array' }),
  isObject: () => ({ type: 'object' }),
  isUuid: () => ({ type: 'string', format: 'uuid' }),
  isIn: ([values]) => ({ enum: values }),
  equals: ([value]) => ({ const: value }),
  min: ([value]) => ({ minimum: value }),
  max: ([value]) => ({ maximum: value }),
  minLength: ([value]) => ({ minLength: value }),
  maxLength: ([value]) => ({ maxLength: value }),
  length: ([least, most]) => ({ minLength: least, maxLength: most }),
  matches: ([pattern]) => ({ pattern: pattern instanceof RegExp ? pattern.source : String(pattern) }),
  arrayMinSize: ([value]) => ({ minItems: value }),
  arrayMaxSize: ([value]) => ({ maxItems: value }),
  arrayUnique: () => ({ uniqueItems: true }),
  mailAddress: () => ({ format: 'email' }),
  phoneNumber: () => ({ description: '0 or +62 and 9 to 15 digits' }),
  nationalId: () => ({ description: 'NIK: 16 digits' }),
  plainText: () => ({ description: 'no control or bidirectional characters' }),
};
