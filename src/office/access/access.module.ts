import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { AttemptLimits } from './attempt-limits.js';
import { FilingCaps } from './filing-caps.js';
import { RouteCheck } from './route-check.js';

/** The policy at every door. `ActorSource` is provided by the staff room, which is global. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [RouteCheck, AttemptLimits, FilingCaps, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [RouteCheck, AttemptLimits, FilingCaps],
})
export class AccessModule {}
