import { Global, Module } from '@nestjs/common';
import { Anchors } from './anchors.js';
import { VerifyAudit } from './verify-audit.js';

/** What proves the trail: its anchors outside the database, and the walk that holds the rows against them. */
@Global()
@Module({ providers: [Anchors, VerifyAudit], exports: [Anchors, VerifyAudit] })
export class AuditProofModule {}
