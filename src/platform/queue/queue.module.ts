import { Global, Module } from '@nestjs/common';

import { WakeQueue } from './wake-queue.js';

/** The queue for every room that leaves work to a worker. */
@Global()
@Module({ providers: [WakeQueue], exports: [WakeQueue] })
export class QueueModule {}
