import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { type FastifyInstance } from 'fastify';
import { PROJECT_DIR } from '../config/project-files.js';
import { ASSET_PREFIX } from './asset-manifest.js';

/** Serves `dist/assets` under `/aset/`: hashed names, so each answer may be kept for ever; `.br` and `.gz` are ready. */
export async function serveAssets(
  fastify: Pick<FastifyInstance, 'register'>,
  folder = join(PROJECT_DIR, 'dist/assets'),
): Promise<void> {
  await fastify.register(fastifyStatic, {
    root: folder,
    prefix: ASSET_PREFIX,
    decorateReply: false,
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    allowedPath: (path) => /^\/[\w-]+\.[0-9a-f]{10}\.(css|js|svg)$/.test(path),
  });
}
