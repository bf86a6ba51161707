import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { loadConfig } from '../../src/platform/config/config.js';
import { VARIABLES } from '../../src/platform/config/variables.js';
import { DATABASE_LIMITS } from '../../src/platform/database/time-outs.js';
import { QUEUE_LIMITS } from '../../src/platform/queue/queue-limits.js';
import { projectRoot } from './scratch-tree.js';

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks?: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, { readonly condition: string }>>;
  readonly restart?: string;
  readonly stop_grace_period?: string;
  readonly healthcheck?: { readonly test?: readonly string[] };
  readonly profiles?: readonly string[];
  readonly entrypoint?: readonly string[];
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly networks: Readonly<
    Record<string, { readonly ipam: { readonly config: readonly { readonly subnet: string }[] } }>
  >;
}

const read = (file: string): string => fs.readFileSync(path.join(projectRoot, file), 'utf8');

const text = read('docker-compose.yml');
const caddyfile = read('config/caddy/Caddyfile');
const compose = parse(text, { merge: true }) as Compose;
const services = Object.entries(compose.services);
const programs = services.filter(([, service]) => service.build !== undefined);
const roleOf = ({ command = [] }: Service): string | undefined => command[command.indexOf('--role') + 1];
const lasting = programs.filter(([, { command = [] }]) => command[0] === 'serve');

/** What compose makes of `${NAME:-value}` where nothing is set. */
function plain(environment: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      String(value).replace(/\$\{\w+:-([^}]*)\}/gu, '$1'),
    ]),
  );
}

describe('docker-compose.yml', () => {
  it('runs two web and two worker processes before one PostgreSQL and one Redis', () => {
    expect(lasting.map(([name, service]) => [name, roleOf(service)])).toEqual([
      ['web1', 'web'],
      ['web2', 'web'],
      ['worker1', 'worker'],
      ['worker2', 'worker'],
    ]);
    expect(Object.keys(compose.services)).toEqual(
      expect.arrayContaining(['postgres', 'redis', 'proxy', 'mail']),
    );
  });

  it('gives every process settings that the program takes', () => {
    for (const [, { environment }] of programs) {
      expect(
        Object.keys(environment ?? {}).filter((name) => !VARIABLES.some((known) => known === name)),
      ).toEqual([]);
      const config = loadConfig({ NODE_ENV: 'production', ...plain(environment) });
      expect(config).toMatchObject({ embedded: false, testHooks: false, limits: true, sending: 'on' });
    }
  });

  it('shows web and worker nothing of the owner: their login is one of least rights', () => {
    const roles = read('config/postgres/roles.sql');
    for (const [, { environment }] of lasting) {
      expect(Object.keys(environment ?? {})).not.toContain('DATABASE_ADMIN_URL');
      const { username } = new URL(plain(environment).DATABASE_URL ?? '');
      expect(roles).toContain(`CREATE ROLE ${username} LOGIN NOINHERIT`);
      expect(username).not.toBe(compose.services.postgres?.environment?.POSTGRES_USER);
    }
    const owner = new URL(plain(compose.services.schema?.environment).DATABASE_ADMIN_URL ?? '').username;
    expect(owner).toBe(compose.services.postgres?.environment?.POSTGRES_USER);
  });

  it('lets the schema and the key be there before any process starts', () => {
    for (const [, { depends_on: needs }] of lasting)
      expect(needs).toMatchObject({
        schema: { condition: 'service_completed_successfully' },
        postgres: { condition: 'service_healthy' },
      });
    expect(compose.services.schema?.depends_on).toMatchObject({
      key: { condition: 'service_completed_successfully' },
    });
    for (const [, { depends_on: needs = [] }] of services)
      for (const name of Array.isArray(needs) ? (needs as string[]) : Object.keys(needs))
        expect(Object.keys(compose.services)).toContain(name);
  });

  it('keeps one folder of files for all and the key unwritable', () => {
    for (const [, { volumes = [], environment }] of programs) {
      expect(volumes).toContain(`files:${environment?.FILES_DIR ?? ''}`);
      expect(volumes).toContain('keys:/keys:ro');
    }
    for (const volume of services.flatMap(([, service]) => service.volumes ?? [])) {
      const [source = ''] = volume.split(':');
      if (source.startsWith('./')) expect(fs.existsSync(path.join(projectRoot, source))).toBe(true);
      else expect(Object.keys(compose.volumes)).toContain(source);
    }
  });

  it('trusts the proxy by the network they share, and opens nothing but loopback', () => {
    const [subnet] = compose.networks.inside?.ipam.config ?? [];
    for (const [, { environment, networks }] of lasting) {
      expect(environment?.TRUSTED_PROXIES).toBe(subnet?.subnet);
      expect(networks).toEqual(compose.services.proxy?.networks);
    }
    const ports = services.flatMap(([, service]) => service.ports ?? []);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('sends visitors to each web process and gives all of them time to end', () => {
    const webs = lasting.filter(([, service]) => roleOf(service) === 'web').map(([name]) => `${name}:3000`);
    expect(compose.services.proxy?.volumes).toContain('./config/caddy/Caddyfile:/etc/caddy/Caddyfile:ro');
    expect(/reverse_proxy ([^{]+) \{/u.exec(caddyfile)?.[1]?.split(' ')).toEqual(webs);
    for (const [, { stop_grace_period: grace = '0s', restart }] of lasting) {
      expect(Number.parseInt(grace, 10)).toBeGreaterThanOrEqual(25);
      expect(restart).toBe('unless-stopped');
    }
  });

  it('hands who finds no line to the next web process, and sends nothing twice', () => {
    expect(caddyfile).toMatch(/lb_try_duration [1-9]\d*s/u);
    expect(caddyfile).toContain('health_uri /health/ready');
    expect(caddyfile).toContain('keepalive off');
    // Its own rule is the right one: once a line stood, only a GET is sent again.
    expect(caddyfile.replaceAll(/#.*/gu, '')).not.toMatch(/lb_retry_match|request_buffers/u);
    expect(compose.services.proxy?.image).toBe('caddy:2.11');
  });

  it('takes no database for ready that only the image itself can reach', () => {
    const { test = [] } = compose.services.postgres?.healthcheck ?? {};
    expect(test.join(' ')).toMatch(/pg_isready .*-h 127\.0\.0\.1/u);
    expect(compose.services.schema?.restart).toBe('on-failure');
  });

  it('has the operator run a command as owner, on no schema but what the command makes', () => {
    const { tool } = compose.services;
    expect(tool?.profiles).toEqual(['tool']);
    expect(tool?.entrypoint).toEqual([]);
    expect(tool?.environment).toEqual(compose.services.schema?.environment);
    expect(tool?.volumes).toContain('backups:/backups');
    expect(Object.keys(tool?.depends_on ?? {})).toEqual(['postgres', 'key']);
    const image = read('Dockerfile');
    expect(image).toContain('> /usr/local/bin/tenggat && chmod 0755');
    expect(image.indexOf('/usr/local/bin/tenggat')).toBeLessThan(image.indexOf('USER node'));
  });

  it('has connections for all processes, and a Redis that forgets nothing', () => {
    const settings = compose.services.postgres?.command?.join(' ') ?? '';
    const most = Number(/max_connections=(\d+)/u.exec(settings)?.[1]);
    // The pool, the spare one, both ends of the queue where it lives in PostgreSQL.
    const each = DATABASE_LIMITS.poolSize + 1 + QUEUE_LIMITS.producerPool + QUEUE_LIMITS.workerPool;
    expect(most).toBeGreaterThan(lasting.length * each);
    expect(settings).not.toMatch(/fsync|synchronous_commit|full_page_writes/u);
    expect(compose.services.redis?.command?.join(' ')).toContain('--maxmemory-policy noeviction');
  });
});
