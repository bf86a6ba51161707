import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Views } from '../views/views.js';
import { clockSkew } from './clock-skew.js';
import { HealthController } from './health.controller.js';
import { HealthRegistry } from './health-registry.js';
import { HealthWatch } from './health-watch.js';
import { Metrics } from './metrics.js';

/** Health for every room to add to; the checks of database and clock are here. */
@Global()
@Module({
  controllers: [HealthController],
  providers: [HealthRegistry, HealthWatch, Metrics],
  exports: [HealthRegistry, HealthWatch],
})
export class HealthModule implements OnModuleInit {
  constructor(
    private readonly health: HealthRegistry,
    private readonly watch: HealthWatch,
    private readonly database: Database,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.health.register('database', async () => {
      await this.database.lives();
      return { status: 'ok' };
    });
    this.health.register('clock', () => clockSkew(this.database));
    this.views.showAlarms(() => this.watch.alarms);
  }
}
