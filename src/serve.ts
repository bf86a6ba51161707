import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext, LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule, type AppParts } from './app.module.js';
import { loadCityFiles, readCityRouting, readCityRules } from './city-files.js';
import type { RoutingModel } from './office/agencies/suggest-agency.js';
import { isSending, restoredFrom } from './office/notifications/sending-switch.js';
import { FirstAccounts } from './office/staff/first-accounts.js';
import { loadCity } from './platform/config/city.js';
import { type Config, settle } from './platform/config/config.js';
import { openMasterKey } from './platform/crypto/key-of-database.js';
import { Database } from './platform/database/database.js';
import { NOTHING, SYSTEM } from './platform/database/scope.js';
import { HealthWatch } from './platform/health/health-watch.js';
import { freePort } from './platform/embedded/free-port.js';
import { createHttpApp } from './platform/http/http-app.js';
import { JsonLog } from './platform/log/json-log.js';
import { armCrash } from './platform/process/crash-point.js';
import { openDatabase } from './platform/process/with-database.js';
import { Rounds } from './routines/rounds/rounds.js';

/**
 * How long requests that are coming in, answers in the making and mails in hand may take once the end has begun: longer
 * than a page ever does. Where this process also has to stop the database it must be done before a terminal, or a machine
 * that goes down, loses patience; elsewhere a slow upload may come to its end.
 */
const FINISH_MILLISECONDS = { embedded: 5_500, served: 15_000 };
/** Turns of the event loop in which whoever already knocks is let in before the door closes. */
const DOOR_TURNS = 10;
/** How long letting go of queue, mail server and database may take after that. */
const CLOSE_MILLISECONDS = 2_500;

export type Role = 'web' | 'worker' | 'all';

/** The program as it runs. */
export interface RunningProgram {
  readonly config: Config;
  /** The base of its pages; null without web. */
  readonly url: string | null;
  /** What the operator should know, one sentence each. */
  readonly notes: readonly string[];
  /** Where the accounts to try it with are, or null. */
  readonly accountsFile: string | null;
  /** Stops accepting, finishes, lets go of everything. At most 10 seconds with an embedded database, else 20. */
  close(): Promise<void>;
}

/** Puts the whole program together and starts it: database, schema, city's data, web, worker. */
export async function serve(
  given: Config,
  role: Role,
  logger: LoggerService = new JsonLog(),
): Promise<RunningProgram> {
  if (given.testCrashAt !== null) armCrash(given.testCrashAt.step, given.testCrashAt.count);
  const database = await openDatabase(given, 'run');
  let app: INestApplicationContext | null = null;
  let web: NestFastifyApplication | null = null;
  const close = async (): Promise<void> => {
    // A visitor whose upload never ends must not keep the database from its orderly stop.
    await Promise.race([
      Promise.allSettled(finishing(web, app)),
      pause(FINISH_MILLISECONDS[given.embedded ? 'embedded' : 'served'], undefined, { ref: false }),
    ]);
    await Promise.race([app?.close(), pause(CLOSE_MILLISECONDS, undefined, { ref: false })]);
    await database.close();
  };
  try {
    const hasWeb = role !== 'worker';
    const port = hasWeb && given.port === 0 ? await freePort(null, given.host) : given.port;
    const config = settle(database.config, { port });
    const parts = await readParts(config, role === 'worker');
    web = hasWeb ? await openWeb(parts, logger) : null;
    app = web ?? (await openWorker(parts, logger));
    await loadCityFiles(app.get(Database));
    const firstAccounts = app.get(FirstAccounts);
    await firstAccounts.ensure();
    await web?.listen(config.port, config.host);
    if (role !== 'web') app.get(Rounds).start();
    app.get(HealthWatch).start();
    return {
      config,
      url: hasWeb ? config.publicUrl : null,
      notes: [...database.notes, ...(await quietNotes(app.get(Database), config))],
      accountsFile: config.embedded || config.testHooks ? await firstAccounts.keptFile() : null,
      close,
    };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

/** A system whose mail is held back says so at its start. */
async function quietNotes(database: Database, config: Config): Promise<readonly string[]> {
  return database.read(SYSTEM, NOTHING, async (tx) => {
    if (await isSending(tx, config.sending)) return [];
    const takenAt = await restoredFrom(tx);
    const why = takenAt === null ? '' : ` (dipulihkan dari cadangan ${takenAt})`;
    return [`Pengiriman surat ditahan${why}. Untuk mengirim: npx tenggat sending on`];
  });
}

/** What ends by itself once nothing new is taken up. */
function finishing(web: NestFastifyApplication | null, app: INestApplicationContext | null): Promise<void>[] {
  return [...(web === null ? [] : [emptyOut(web)]), ...(app === null ? [] : [app.get(Rounds).stop()])];
}

/**
 * Takes no visitor more and lets each who is inside have a whole answer. The door closes right after everybody who was
 * knocking was let in: who still stands there would hear a broken line.
 */
async function emptyOut(web: NestFastifyApplication): Promise<void> {
  const server = web.getHttpServer();
  if (!server.listening) return;
  for (let turn = 0; turn < DOOR_TURNS; turn += 1) await nextTurn();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

/** Reads what must stand before the application is put together; `routing` is the city's own where none is given. */
export async function readParts(
  config: Config,
  batchWork: boolean,
  routing?: RoutingModel,
): Promise<AppParts> {
  readCityRules();
  return {
    config,
    city: loadCity(),
    master: await openMasterKey(config),
    routing: routing ?? readCityRouting(),
    batchWork,
  };
}

function openWeb(parts: AppParts, logger: LoggerService): ReturnType<typeof createHttpApp> {
  const { config, city } = parts;
  return createHttpApp(
    AppModule.for(parts),
    {
      trustedProxies: config.trustedProxies,
      https: config.publicUrl.startsWith('https:'),
      fileBytes: Math.max(city.limits.fileBytes, city.limits.answerFileBytes),
    },
    logger,
  );
}

async function openWorker(parts: AppParts, logger: LoggerService) {
  return NestFactory.createApplicationContext(AppModule.for(parts), { logger, abortOnError: false });
}
