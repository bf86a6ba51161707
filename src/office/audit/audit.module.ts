import { Global, Module } from '@nestjs/common';
import { Audit } from './audit.js';

/** The trail of every room. */
@Global()
@Module({ providers: [Audit], exports: [Audit] })
export class AuditModule {}
