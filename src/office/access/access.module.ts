import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { RouteCheck } from './route-check.js';

/** The policy at every door. `ActorSource` is provided by the staff room, which is global. */
@Module({
  imports: [DiscoveryModule],
  providers: [RouteCheck, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [RouteCheck],
})
export class AccessModule {}
