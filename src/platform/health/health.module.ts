import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { NOTHING, SYSTEM } from '../database/scope.js';
import { HealthController } from './health.controller.js';
import { HealthRegistry } from './health-registry.js';
import { Metrics } from './metrics.js';

/** Health for every room to add to; the database's own check is here. */
@Global()
@Module({ controllers: [HealthController], providers: [HealthRegistry, Metrics], exports: [HealthRegistry] })
export class HealthModule implements OnModuleInit {
  constructor(
    private readonly health: HealthRegistry,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.health.register('database', async () => {
      await this.database.read(SYSTEM, NOTHING, (tx) => tx.now());
      return { status: 'ok' };
    });
  }
}
