import { Global, Module } from '@nestjs/common';
import { Requesters } from './requesters.js';

/** Persons, sealed. */
@Global()
@Module({ providers: [Requesters], exports: [Requesters] })
export class RequestersModule {}
