import { Global, Module } from '@nestjs/common';
import { Idempotency } from './idempotency.js';

/** Repeats without harm, for every room. */
@Global()
@Module({ providers: [Idempotency], exports: [Idempotency] })
export class IdempotencyModule {}
