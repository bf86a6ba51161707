import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { apiNoteOf, type ApiNote } from './openapi-note.js';
import { schemaOf, type JsonSchema } from './openapi-schema.js';

const VERSION = '1';
const PREFIX = '/api/v1/';
const METHODS = ['get', 'post', 'delete', 'put', 'patch'] as const;

type Operation = Record<string, unknown> & { operationId?: string; parameters?: unknown };

/** The document behind `/api/openapi.json`: every route of `/api/v1` as the program that answers has it. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Tenggat')
    .setDescription(
      'Public information requests of the city (UU 14/2008). Errors are application/problem+json.',
    )
    .setVersion(VERSION)
    .addCookieAuth('tenggat_petugas', { type: 'apiKey', in: 'cookie' }, 'session')
    .build();
  const document = SwaggerModule.createDocument(app, settings, {
    operationIdFactory: (controller, method) => `${controller}.${method}`,
  });
  const notes = notesOf(app);
  const paths = Object.entries(document.paths).filter(([path]) => path.startsWith(PREFIX));
  for (const [path, item] of paths) {
    for (const method of METHODS) {
      const operation = item[method] as unknown as Operation | undefined;
      if (operation !== undefined) describe(operation, path, notes.get(operation.operationId ?? ''));
    }
  }
  document.paths = Object.fromEntries(paths);
  document.components = { ...document.components, schemas: { Problem: PROBLEM as never } };
  return document;
}

function notesOf(app: INestApplication): ReadonlyMap<string, ApiNote> {
  const notes = new Map<string, ApiNote>();
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const prototype = metatype.prototype as Readonly<Record<string, unknown>>;
      for (const method of Object.getOwnPropertyNames(prototype)) {
        const handler = prototype[method];
        const note = typeof handler === 'function' ? apiNoteOf(handler) : undefined;
        if (note !== undefined) notes.set(`${metatype.name}.${method}`, note);
      }
    }
  }
  return notes;
}

function describe(operation: Operation, path: string, note: ApiNote | undefined): void {
  const inPath = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);
  operation.parameters = [
    ...inPath.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...(note?.query ?? []).map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
    ...(note?.repeatable === true ? [REPEAT_KEY] : []),
  ];
  delete operation['requestBody'];
  if (note === undefined) return;
  operation['summary'] = note.summary;
  if (note.body !== undefined) operation['requestBody'] = bodyOf('application/json', schemaOf(note.body));
  if (note.upload !== undefined) operation['requestBody'] = bodyOf(note.upload, UPLOAD);
  if (note.staff === true) operation['security'] = [{ session: [] }];
  operation['responses'] = { ...(operation['responses'] as object), ...refusals(note) };
}

function bodyOf(type: string, schema: JsonSchema): JsonSchema {
  return { required: true, content: { [type]: { schema } } };
}

function refusals({ body, upload, staff, repeatable }: ApiNote): JsonSchema {
  const statuses: Record<string, string> = {
    ...(body !== undefined || upload !== undefined
      ? {
          400: 'The body cannot be read',
          413: 'The body is too large',
          415: 'The body is of another type',
          422: 'Fields need a change: `errors` names each',
        }
      : {}),
    ...(staff === true ? { 401: 'Nobody is signed in', 403: 'The act is another role’s' } : {}),
    404: 'Missing, or not yours: one answer for both',
    ...(repeatable === true
      ? { 409: 'The law or the state of the case says no, or the version is stale' }
      : {}),
    503: 'Away for a moment; `Retry-After` says how long',
  };
  return Object.fromEntries(
    Object.entries(statuses).map(([status, description]) => [
      status,
      {
        description,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

const REPEAT_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'The same key and body get the same answer; the same key with another body is refused.',
  schema: { type: 'string', minLength: 16, maxLength: 64 },
} as const;

const UPLOAD: JsonSchema = {
  type: 'object',
  required: ['file'],
  properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
};

const PROBLEM: JsonSchema = {
  type: 'object',
  description: 'RFC 9457; `code` is stable, `title` is Indonesian, or English with Accept-Language: en.',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    trace: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'code', 'message'],
        properties: { field: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};
