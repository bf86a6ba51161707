import { Global, Module, type DynamicModule } from '@nestjs/common';
import { AgencySuggester } from './office/agencies/agency-suggester.js';
import type { RoutingModel } from './office/agencies/suggest-agency.js';
import { City } from './platform/config/city.js';
import { Config } from './platform/config/config.js';

/** What was read at boot, for every room: environment, city, routing model. */
@Global()
@Module({})
export class SettingsModule {
  static for(config: Config, city: City, routing: RoutingModel): DynamicModule {
    return {
      module: SettingsModule,
      providers: [
        { provide: Config, useValue: config },
        { provide: City, useValue: city },
        { provide: AgencySuggester, useValue: routing },
      ],
      exports: [Config, City, AgencySuggester],
    };
  }
}
