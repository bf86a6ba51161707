import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { loadCity } from './city.js';
import { loadConfig, settle } from './config.js';
import { projectFile } from './project-files.js';
import { VARIABLES } from './variables.js';

const SERVED = { DATABASE_URL: 'postgres://u:p@db/tenggat', MASTER_KEY_FILE: '/run/key' };

describe('loadConfig', () => {
  it('runs embedded when nothing is set', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      embedded: true,
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://127.0.0.1:3000',
      dataDir: resolve('data'),
      filesDir: resolve('data/files'),
      limits: true,
      sending: 'on',
      testHooks: false,
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('takes an empty value for an unset one', () => {
    expect(loadConfig({ SMTP_URL: '', PORT: ' ' })).toMatchObject({ smtpUrl: null, port: 3000 });
  });

  it.each([
    ['PORT', { PORT: 'abc' }],
    ['PORT', { PORT: '70000' }],
    ['HOST', { HOST: 'not a host' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x/y' }],
    ['DATABASE_ADMIN_URL', { DATABASE_ADMIN_URL: 'postgres://x/y' }],
    ['MASTER_KEY_FILE', { DATABASE_URL: 'postgres://x/y' }],
    ['MAIL_FROM', { SMTP_URL: 'smtp://mail:25' }],
    ['MAIL_FROM', { MAIL_FROM: 'PPID <ppid@x.test>' }],
    ['SMTP_URL', { SMTP_URL: 'mail:25', MAIL_FROM: 'ppid@x.test' }],
    ['REDIS_URL', { REDIS_URL: 'http://x' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://x.test/sub' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'x.test' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.1,elsewhere' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '0.0.0.0/0' }],
    ['LIMITS', { LIMITS: 'off' }],
    ['LIMITS', { LIMITS: 'maybe', TEST_HOOKS: 'on' }],
    ['ANTIVIRUS_URL', { ANTIVIRUS_URL: 'ftp://x' }],
    ['METRICS_TOKEN', { METRICS_TOKEN: 'short' }],
    ['SENDING', { SENDING: 'off' }],
    ['TEST_HOOKS', { TEST_HOOKS: 'yes' }],
    ['TEST_HOOKS', { TEST_HOOKS: 'on', NODE_ENV: 'production' }],
    ['TEST_HOOK', { TEST_HOOK: 'on' }],
    ['TEST_CRASH_AT', { TEST_CRASH_AT: 'sql:1' }],
    ['TEST_CRASH_AT', { TEST_CRASH_AT: 'sql:0', TEST_HOOKS: 'on' }],
    ['TENGGAT_PORT', { TENGGAT_PORT: '1' }],
  ])('names %s when it refuses %j', (name, env) => {
    expect(() => loadConfig(env as Record<string, string>)).toThrow(new RegExp(`^${name}: `));
  });

  it('keeps passwords out of its messages', () => {
    expect(() => loadConfig({ DATABASE_URL: 'mysql://u:rahasia@x/y' })).toThrow(/^(?!.*rahasia)/);
  });

  it('reads the served mode', () => {
    const config = loadConfig({
      ...SERVED,
      SMTP_URL: 'smtp://mail:25',
      MAIL_FROM: 'ppid@Ambon.test',
      TRUSTED_PROXIES: '10.0.0.1, 172.18.0.0/16, ::1',
      PUBLIC_URL: 'https://ppid.ambon.test/',
    });
    expect(config).toMatchObject({
      embedded: false,
      databaseAdminUrl: SERVED.DATABASE_URL,
      mailFrom: 'ppid@ambon.test',
      trustedProxies: ['10.0.0.1', '172.18.0.0/16', '::1'],
      publicUrl: 'https://ppid.ambon.test',
    });
  });

  it('reads where the process shall end itself', () => {
    const config = loadConfig({ TEST_HOOKS: 'on', TEST_CRASH_AT: 'commit:12' });
    expect(config.testCrashAt).toEqual({ step: 'commit', count: 12 });
  });

  it('settles the port in the links unless they have a base', () => {
    expect(settle(loadConfig({ PORT: '0' }), { port: 4711 }).publicUrl).toBe('http://127.0.0.1:4711');
    const fixed = loadConfig({ PORT: '0', PUBLIC_URL: 'https://x.test' });
    expect(settle(fixed, { port: 4711, databaseUrl: 'postgres://a/b' })).toMatchObject({
      publicUrl: 'https://x.test',
      databaseAdminUrl: 'postgres://a/b',
      port: 4711,
    });
  });
});

describe('config/', () => {
  it('explains each variable in env.example', () => {
    const text = readFileSync(projectFile('config', 'env.example'), 'utf8');
    const listed = [...text.matchAll(/^#?([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(listed).toEqual([...VARIABLES]);
  });

  it('starts with the values that env.example gives', () => {
    const text = readFileSync(projectFile('config', 'env.example'), 'utf8');
    const env = Object.fromEntries(
      [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map((match) => [match[1], match[2]]),
    );
    expect(loadConfig(env)).toEqual(loadConfig({}));
  });

  it.each([
    ['ppid.name', /^( {2}name: )Maria Contoh.*$/mu, "$1' '"],
    ['ppid.name', /^ {2}name: Maria Contoh.*\n/mu, ''],
    ['ppid.staffNumber', /^( {2}staffNumber: )1980.*$/mu, '$1 19800101'],
    ['superior.name', /^( {2}name: )Yakobus Contoh.*$/mu, '$1[]'],
  ])('names %s when nobody could sign', (key, found, put) => {
    const folder = mkdtempSync(join(tmpdir(), 'tenggat-city-'));
    const file = join(folder, 'city.yaml');
    const text = readFileSync(projectFile('config', 'city.yaml'), 'utf8');
    expect(text).toMatch(found);
    writeFileSync(file, text.replace(found, put));
    try {
      expect(() => loadCity(file)).toThrow(`config/city.yaml: ${key} `);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('holds a city that can be read', () => {
    expect(loadCity()).toMatchObject({ registerPrefix: 'AMBON', answeredBy: 'agency' });
  });
});
