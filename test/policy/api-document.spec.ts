import { useApp } from '../support/app.js';
import { expectStatus } from '../support/http-client.js';
import { useInside } from './inside.js';

const app = useApp({ at: '2026-11-24T10:00:00+09:00' });
const inside = useInside(app);

interface Operation {
  readonly summary?: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly security?: readonly unknown[];
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: object }>>;
}

interface Schema {
  readonly type?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly enum?: readonly string[];
}

interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: object;
    readonly securitySchemes: Readonly<Record<string, object>>;
  };
}

let document: Document;

beforeAll(async () => {
  document = expectStatus(await app.citizen.get<Document>('/api/openapi.json'), 200);
});

function operations(): { label: string; method: string; path: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      label: `${method.toUpperCase()} ${path}`,
      method,
      path,
      operation,
    })),
  );
}

describe('the API document', () => {
  it('lists exactly the routes that answer', () => {
    const booted = inside
      .routes()
      .flatMap(({ method, paths }) => paths.map((path) => `${method} ${path.replace(/:(\w+)/gu, '{$1}')}`))
      .filter((route) => route.includes(' /api/v1/'));
    expect(
      operations()
        .map(({ label }) => label)
        .sort(),
    ).toEqual(booted.sort());
  });

  it('is of the form that OpenAPI 3.1 asks for', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: 'Tenggat', version: '1' });
    expect(Object.keys(document.components.securitySchemes)).toEqual(['session']);
    for (const { label, path, operation } of operations()) {
      const named = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);
      const told = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect({ label, path: told.map(({ name }) => name) }).toEqual({ label, path: named });
      expect({ label, all: told.every(({ required }) => required === true) }).toEqual({ label, all: true });
      const statuses = Object.keys(operation.responses);
      expect({ label, good: statuses.some((status) => /^2\d\d$/u.test(status)) }).toEqual({
        label,
        good: true,
      });
      expect({ label, odd: statuses.filter((status) => !/^[1-5]\d\d$|^default$/u.test(status)) }).toEqual({
        label,
        odd: [],
      });
    }
    const ids = JSON.stringify(document).match(/"\$ref":"([^"]+)"/gu) ?? [];
    expect(new Set(ids)).toEqual(new Set(['"$ref":"#/components/schemas/Problem"']));
  });

  it('says of each route what it is for and how it refuses', () => {
    const bare = operations().filter(
      ({ operation }) =>
        (operation.summary ?? '').length < 5 ||
        !JSON.stringify(operation.responses).includes('application/problem+json'),
    );
    expect(bare.map(({ label }) => label)).toEqual([]);
  });

  it('gives every POST a body whose rules are the ones that check it', () => {
    const posts = operations().filter(({ method }) => method === 'post');
    const bare = posts.filter(({ operation }) => {
      const schemas = Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => schema);
      return schemas.length !== 1 || Object.keys(schemas[0]?.properties ?? {}).length === 0;
    });
    expect(bare.map(({ label }) => label)).toEqual([]);
    const open = posts.filter(({ operation }) => {
      const json = operation.requestBody?.content['application/json'];
      return json !== undefined && json.schema.additionalProperties !== false;
    });
    expect(open.map(({ label }) => label)).toEqual([]);
  });

  it('reads lengths, choices, lists and nested forms from the rules', () => {
    const schema =
      document.paths['/api/v1/requests']?.['post']?.requestBody?.content['application/json']?.schema;
    expect(schema?.properties?.['informationRequested']).toMatchObject({
      type: 'string',
      minLength: 20,
      maxLength: 4000,
    });
    expect(schema?.properties?.['access']).toEqual({ enum: ['copy', 'inspect'] });
    expect(schema?.required).toEqual(
      expect.arrayContaining(['informationRequested', 'purpose', 'requester', 'access']),
    );
    expect(schema?.required).not.toContain('agency');
    const requester = schema?.properties?.['requester'];
    expect(requester?.properties?.['name']).toMatchObject({ type: 'string', maxLength: 150 });
    const members = requester?.properties?.['members']?.anyOf?.[0];
    expect(members).toMatchObject({ type: 'array', maxItems: 50 });
    expect(members?.items?.properties?.['name']).toMatchObject({ type: 'string' });
  });

  it('asks for session and key where the program does', () => {
    const acts = operations().filter(({ path }) => /^\/api\/v1\/cases\/\{id\}\//u.test(path));
    const wrong = acts.filter(
      ({ method, operation }) =>
        operation.security === undefined ||
        (method === 'post' && !(operation.parameters ?? []).some(({ name }) => name === 'Idempotency-Key')),
    );
    expect(wrong.map(({ label }) => label)).toEqual([]);
    expect(document.paths['/api/v1/requests']?.['post']?.security).toBeUndefined();
  });

  it('names no machine, path or library', () => {
    expect(
      /127\.0\.0\.1|localhost|node_modules|nestjs|swagger/iu.exec(JSON.stringify(document))?.[0],
    ).toBeUndefined();
  });
});
