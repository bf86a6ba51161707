import { Global, Module } from '@nestjs/common';
import { Anchors } from './anchors.js';
import { Audit } from './audit.js';
import { VerifyAudit } from './verify-audit.js';

/** The trail of every room. */
@Global()
@Module({ providers: [Anchors, Audit, VerifyAudit], exports: [Anchors, Audit, VerifyAudit] })
export class AuditModule {}
