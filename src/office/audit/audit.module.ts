import { Global, Module } from '@nestjs/common';
import { Audit } from './audit.js';
import { VerifyAudit } from './verify-audit.js';

/** The trail of every room. */
@Global()
@Module({ providers: [Audit, VerifyAudit], exports: [Audit, VerifyAudit] })
export class AuditModule {}
