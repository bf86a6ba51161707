import { isIP } from 'node:net';
import { resolve } from 'node:path';

import { parseMailAddress } from '../mail/mail-address.js';
import {
  address,
  ConfigError,
  type Environment,
  oneOf,
  optional,
  VARIABLES,
  wholeNumber,
} from './variables.js';

export type CrashStep = 'sql' | 'commit' | 'smtp' | 'file';

/**
 * The settings of this process: read once at boot, frozen, injected by this class. What each
 * variable means, its unit and its reason stand in config/env.example.
 */
export abstract class Config {
  abstract readonly nodeEnv: string;
  abstract readonly host: string;
  /** 0 only before `settle()` has picked a free one. */
  abstract readonly port: number;
  /** The only base of links, without a slash at its end. */
  abstract readonly publicUrl: string;
  abstract readonly dataDir: string;
  abstract readonly filesDir: string;
  /** True when the database is started by this program in DATA_DIR. */
  abstract readonly embedded: boolean;
  /** Empty only when embedded and before `settle()`. */
  abstract readonly databaseUrl: string;
  abstract readonly databaseAdminUrl: string;
  abstract readonly redisUrl: string | null;
  /** null = the local sink. */
  abstract readonly smtpUrl: string | null;
  /** Sender address; null only with the local sink: then the desk's address of config/city.yaml. */
  abstract readonly mailFrom: string | null;
  abstract readonly trustedProxies: readonly string[];
  /** Caps per network, mail address and NIK index. */
  abstract readonly limits: boolean;
  abstract readonly antivirusUrl: string | null;
  abstract readonly metricsToken: string | null;
  /** The file of the master key. Embedded: made at the first start. */
  abstract readonly masterKeyFile: string;
  abstract readonly sending: 'on' | 'paused';
  abstract readonly testHooks: boolean;
  abstract readonly testCrashAt: { readonly step: CrashStep; readonly count: number } | null;
}

const POSTGRES = ['postgres:', 'postgresql:'];

/**
 * Reads and checks the environment. Pure: touches no file and no network.
 * @throws ConfigError naming the first variable that is missing, unreadable or unsafe.
 */
export function loadConfig(env: Environment = process.env): Config {
  refuseUnknown(env);
  const nodeEnv = optional(env, 'NODE_ENV') ?? 'development';
  const testHooks = oneOf(env, 'TEST_HOOKS', ['on', 'off'], 'off') === 'on';
  if (testHooks && nodeEnv === 'production') {
    throw new ConfigError(
      'TEST_HOOKS',
      'must not be on with NODE_ENV=production: it opens the clock to anybody',
    );
  }
  const limits = oneOf(env, 'LIMITS', ['on', 'off'], 'on') === 'on';
  if (!limits && !testHooks) throw new ConfigError('LIMITS', 'may be off only with TEST_HOOKS=on');

  const databaseUrl = address(env, 'DATABASE_URL', POSTGRES);
  const databaseAdminUrl = address(env, 'DATABASE_ADMIN_URL', POSTGRES);
  if (databaseUrl === null && databaseAdminUrl !== null) {
    throw new ConfigError(
      'DATABASE_ADMIN_URL',
      'needs DATABASE_URL: without it the database is the embedded one',
    );
  }
  const dataDir = resolve(optional(env, 'DATA_DIR') ?? './data');
  const host = readHost(env);
  const port = wholeNumber(env, 'PORT', { min: 0, max: 65_535 }, 3000);
  const smtpUrl = address(env, 'SMTP_URL', ['smtp:', 'smtps:']);
  return Object.freeze({
    nodeEnv,
    host,
    port,
    publicUrl: readPublicUrl(env) ?? webAddress(host, port),
    dataDir,
    filesDir: resolve(optional(env, 'FILES_DIR') ?? `${dataDir}/files`),
    embedded: databaseUrl === null,
    databaseUrl: databaseUrl ?? '',
    databaseAdminUrl: databaseAdminUrl ?? databaseUrl ?? '',
    redisUrl: address(env, 'REDIS_URL', ['redis:', 'rediss:']),
    smtpUrl,
    mailFrom: readMailFrom(env, smtpUrl),
    trustedProxies: readProxies(env),
    limits,
    antivirusUrl: address(env, 'ANTIVIRUS_URL', ['clamd:', 'tcp:']),
    metricsToken: readMetricsToken(env),
    masterKeyFile: readMasterKeyFile(env, databaseUrl === null ? dataDir : null),
    sending: oneOf(env, 'SENDING', ['on', 'paused'], 'on'),
    testHooks,
    testCrashAt: readCrashAt(env, testHooks),
  });
}

/** The same settings with what is known only once the database runs and the port is chosen. */
export function settle(
  config: Config,
  found: { readonly databaseUrl?: string; readonly port?: number },
): Config {
  const port = found.port ?? config.port;
  const derivedUrl = config.publicUrl === webAddress(config.host, config.port);
  return Object.freeze({
    ...config,
    port,
    publicUrl: derivedUrl ? webAddress(config.host, port) : config.publicUrl,
    databaseUrl: found.databaseUrl ?? config.databaseUrl,
    databaseAdminUrl: found.databaseUrl ?? config.databaseAdminUrl,
  });
}

/** `http://HOST:PORT`, with brackets around an IPv6 address. */
export function webAddress(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function refuseUnknown(env: Environment): void {
  const known = new Set<string>(VARIABLES);
  for (const name of Object.keys(env)) {
    const plain = name.toUpperCase().replace(/^TENGGAT_/, '');
    const belongsToTheTests = /^TENGGAT_(TEST_|LONG$)/.test(name) && !known.has(plain);
    if (/^TENGGAT_/i.test(name) && !belongsToTheTests) {
      const hint = known.has(plain) ? `; did you mean ${plain}?` : '';
      throw new ConfigError(name, `is not a setting of this program${hint}`);
    }
    if (/^TEST_(HOOKS?|CRASH)/i.test(name) && !known.has(name)) {
      throw new ConfigError(name, 'is not a setting of this program; known are TEST_HOOKS and TEST_CRASH_AT');
    }
  }
}

function readHost(env: Environment): string {
  const host = (optional(env, 'HOST') ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) === 0 && !/^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$/i.test(host)) {
    throw new ConfigError('HOST', `"${host}" is neither an IP address nor a host name`);
  }
  return host;
}

function readPublicUrl(env: Environment): string | null {
  const value = address(env, 'PUBLIC_URL', ['https:', 'http:']);
  if (value === null) return null;
  const url = new URL(value);
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw new ConfigError('PUBLIC_URL', 'must be scheme and host only, without path, query or user');
  }
  return url.origin;
}

function readMailFrom(env: Environment, smtpUrl: string | null): string | null {
  const value = optional(env, 'MAIL_FROM');
  if (value === null) {
    if (smtpUrl !== null)
      throw new ConfigError('MAIL_FROM', 'is needed with SMTP_URL: the sender of every mail');
    return null;
  }
  const parsed = parseMailAddress(value);
  if (parsed === null)
    throw new ConfigError('MAIL_FROM', 'is not a plain mail address like ppid@example.go.id');
  return parsed;
}

function readProxies(env: Environment): readonly string[] {
  const value = optional(env, 'TRUSTED_PROXIES');
  if (value === null || value.toLowerCase() === 'none') return Object.freeze([]);
  const entries = value.split(',').map((entry) => entry.trim());
  for (const entry of entries) {
    const [ip = '', prefix, ...rest] = entry.split('/');
    const bits = isIP(ip) === 4 ? 32 : isIP(ip) === 6 ? 128 : -1;
    const prefixFits = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
    if (bits < 0 || !prefixFits || rest.length > 0) {
      throw new ConfigError('TRUSTED_PROXIES', `"${entry}" is not an IP address or network (10.0.0.0/8)`);
    }
    if (prefix !== undefined && Number(prefix) === 0) {
      throw new ConfigError(
        'TRUSTED_PROXIES',
        `"${entry}" trusts everybody: whoever asks could forge an address`,
      );
    }
  }
  return Object.freeze(entries);
}

function readMetricsToken(env: Environment): string | null {
  const value = optional(env, 'METRICS_TOKEN');
  if (value !== null && !/^[\x21-\x7e]{16,200}$/.test(value)) {
    throw new ConfigError('METRICS_TOKEN', 'must be 16 to 200 printable characters without spaces');
  }
  return value;
}

function readMasterKeyFile(env: Environment, embeddedDir: string | null): string {
  const value = optional(env, 'MASTER_KEY_FILE');
  if (value !== null) return resolve(value);
  if (embeddedDir === null) {
    throw new ConfigError('MASTER_KEY_FILE', 'is needed with DATABASE_URL: 32 bytes that wrap the data keys');
  }
  return `${embeddedDir}/keys/master.key`;
}

function readCrashAt(env: Environment, testHooks: boolean): Config['testCrashAt'] {
  const value = optional(env, 'TEST_CRASH_AT');
  if (value === null) return null;
  if (!testHooks) throw new ConfigError('TEST_CRASH_AT', 'works only with TEST_HOOKS=on');
  const match = /^(sql|commit|smtp|file):([1-9]\d{0,6})$/.exec(value);
  const [, step, count] = match ?? [];
  if (step === undefined || count === undefined) {
    throw new ConfigError('TEST_CRASH_AT', `"${value}" is not one of sql:N, commit:N, smtp:N, file:N`);
  }
  return Object.freeze({ step: step as CrashStep, count: Number(count) });
}
