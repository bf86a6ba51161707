/** The worker's batches one by one, timed in a process of its own: sweep, drain, routing, counting of dates. */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../dist/app.module.js';
import { Sender } from '../dist/office/notifications/sender.js';
import { Sweeper } from '../dist/office/deadlines/sweeper.js';
import { loadConfig } from '../dist/platform/config/config.js';
import { openDatabase } from '../dist/platform/process/with-database.js';
import { readParts } from '../dist/serve.js';

const database = await openDatabase(loadConfig(), 'run');
const parts = await readParts(database.config, true);
const app = await NestFactory.createApplicationContext(AppModule.for(parts), {
  logger: ['error'],
  abortOnError: false,
});

const work = {
  sweep: ({ limit }) => app.get(Sweeper).sweep(limit),
  drain: () => app.get(Sender).drain(),
};

process.on('message', async (message) => {
  try {
    const since = performance.now();
    const done = await work[message.work](message);
    process.send({ done, milliseconds: performance.now() - since });
  } catch (error) {
    process.send({ error: error instanceof Error ? error.message : String(error) });
  }
});
process.on('SIGINT', () => void app.close().then(() => process.exit(0)));
process.send({ ready: true });
