/** Every environment variable the program reads; config/env.example documents each of them. */
export const VARIABLES = [
  'PORT',
  'HOST',
  'DATA_DIR',
  'DATABASE_URL',
  'DATABASE_ADMIN_URL',
  'FILES_DIR',
  'MAIL_FROM',
  'TRUSTED_PROXIES',
  'LIMITS',
  'ANTIVIRUS_URL',
  'METRICS_TOKEN',
  'REDIS_URL',
  'SMTP_URL',
  'PUBLIC_URL',
  'MASTER_KEY_FILE',
  'SENDING',
  'TEST_HOOKS',
  'TEST_CRASH_AT',
] as const;

export type VariableName = (typeof VARIABLES)[number] | 'NODE_ENV';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting that is missing, unreadable or unsafe. The message names the variable; the start stops. */
export class ConfigError extends Error {
  constructor(
    readonly variable: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`${variable}: ${reason}`, options);
    this.name = 'ConfigError';
  }
}

/** The value, or null where the variable is absent or empty (docker compose passes unset ones as ''). */
export function optional(env: Environment, name: VariableName): string | null {
  const value = env[name]?.trim();
  return value === undefined || value === '' ? null : value;
}

/** One of the words a variable allows; anything else stops the start. */
export function oneOf<const T extends string>(
  env: Environment,
  name: VariableName,
  words: readonly T[],
  standard: T,
): T {
  const value = optional(env, name);
  if (value === null) return standard;
  const found = words.find((word) => word === value.toLowerCase());
  if (found === undefined) throw new ConfigError(name, `"${value}" is not one of ${words.join(', ')}`);
  return found;
}

/** An address with one of the given schemes and a host, as written. Its password never reaches the message. */
export function address(env: Environment, name: VariableName, schemes: readonly string[]): string | null {
  const value = optional(env, name);
  if (value === null) return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !schemes.includes(url.protocol) || url.hostname === '') {
    throw new ConfigError(name, `must be an address like ${schemes[0] ?? ''}//host:port`);
  }
  return value;
}

/** A whole number in a range. */
export function wholeNumber(
  env: Environment,
  name: VariableName,
  range: { readonly min: number; readonly max: number },
  standard: number,
): number {
  const value = optional(env, name);
  if (value === null) return standard;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= range.min && number <= range.max)) {
    throw new ConfigError(name, `"${value}" is not a whole number from ${range.min} to ${range.max}`);
  }
  return number;
}
