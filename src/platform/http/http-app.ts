import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DynamicModule, LoggerService } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { projectFile } from '../config/project-files.js';
import { JsonLog } from '../log/json-log.js';
import { pathForLog } from '../log/log-line.js';
import { Views } from '../views/views.js';
import { HTTP_LIMITS } from './http-limits.js';
import { PendingForms } from './pending-forms.js';
import { ProblemFilter } from './problem.filter.js';

/** What the web process is told at boot. */
export interface HttpSettings {
  readonly trustedProxies: readonly string[];
  readonly https: boolean;
  readonly fileBytes: number;
}

/** Bodies are judged by our own rules and answers are plain JSON: Ajv and its kin need not be loaded at each start. */
const WITHOUT_SCHEMAS = {
  buildValidator: () => refuseSchema,
  buildSerializer: () => refuseSchema,
};

function refuseSchema(): never {
  throw new Error('a route brings a JSON schema, and no compiler for it is loaded');
}

/**
 * The application behind Fastify: strict headers, small bodies, compressed answers, hashed assets for ever, and one
 * filter for everything that fails, before or inside a route.
 */
export async function createHttpApp(
  module: DynamicModule,
  settings: HttpSettings,
  logger: LoggerService,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    trustProxy: settings.trustedProxies.length === 0 ? false : [...settings.trustedProxies],
    bodyLimit: HTTP_LIMITS.bodyBytes,
    requestTimeout: HTTP_LIMITS.requestMilliseconds,
    connectionTimeout: HTTP_LIMITS.connectionMilliseconds,
    keepAliveTimeout: HTTP_LIMITS.keepAliveMilliseconds,
    routerOptions: { maxParamLength: 200 },
    schemaController: { compilersFactory: WITHOUT_SCHEMAS },
    genReqId: () => randomBytes(6).toString('hex'),
    frameworkErrors: (error: unknown, request: unknown, reply: unknown) => {
      filter?.answer(error, request as never, reply as never);
    },
  });
  let filter: ProblemFilter | undefined;
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger,
    abortOnError: false,
    bufferLogs: false,
  });
  await app.register(helmet as never, headers(settings.https));
  await app.register(cookie as never);
  await app.register(compress as never, { global: true, threshold: 900, encodings: ['gzip', 'deflate'] });
  await app.register(multipart as never, {
    limits: {
      fieldSize: HTTP_LIMITS.fieldBytes,
      fields: 60,
      files: 6,
      fileSize: settings.fileBytes,
      parts: 70,
      headerPairs: 50,
    },
    throwFileSizeLimit: false,
  });
  const assets = projectFile('dist', 'assets');
  if (existsSync(assets)) {
    await app.register(fastifyStatic as never, {
      root: assets,
      prefix: '/assets/',
      immutable: true,
      preCompressed: true,
      maxAge: '365d',
      index: false,
      decorateReply: false,
    });
  }
  filter = new ProblemFilter(app.get(Views), app.get(PendingForms));
  app.useGlobalFilters(filter);
  const instance = adapter.getInstance();
  // As bytes: whether it is UTF-8 at all is for the reader to say.
  instance.addContentTypeParser(
    'text/csv',
    { parseAs: 'buffer', bodyLimit: HTTP_LIMITS.csvBytes },
    (_request, body, done) => {
      done(null, body);
    },
  );
  instance.addHook('onRequest', (request, reply, done) => {
    if (!request.url.startsWith('/assets/')) reply.header('cache-control', 'no-store');
    done();
  });
  // Once the door is closed nobody comes back over a kept connection: the process is about to end.
  instance.addHook('onSend', (_request, reply, payload, done) => {
    if (!instance.server.listening) reply.header('connection', 'close');
    done(null, payload);
  });
  if (logger instanceof JsonLog) {
    instance.addHook('onResponse', (request, reply, done) => {
      logger.request({
        id: request.id,
        method: request.method,
        path: pathForLog(request.url),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      });
      done();
    });
  }
  // Read when first asked for: the routes are all known then, and a start need not wait for it.
  let document: object | undefined;
  instance.get('/api/openapi.json', async () => {
    document ??= (await import('./openapi.js')).openApiDocument(app);
    return document;
  });
  return app;
}

function headers(https: boolean): object {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'style-src': ["'self'"],
        'script-src': ["'self'"],
        'worker-src': ["'self'"],
        'connect-src': ["'self'"],
        'img-src': ["'self'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'deny' },
  };
}
