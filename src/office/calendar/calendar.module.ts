import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Ruleset } from '../../law/ruleset.js';
import { CalendarDayEntity, CalendarVersionEntity } from './calendar.entity.js';
import { CityRules } from './city-rules.js';
import { CurrentCalendar } from './current-calendar.js';
import { WorkingDaysController } from './working-days.controller.js';

/** The working days of the city and its readings of the law, for every room that counts. */
@Module({})
export class CalendarModule {
  /** `ruleset`: the city's choices of `config/ruleset.yaml`. */
  static for(ruleset: Ruleset): DynamicModule {
    const rules: CityRules = { ruleset };
    return {
      module: CalendarModule,
      global: true,
      imports: [TypeOrmModule.forFeature([CalendarVersionEntity, CalendarDayEntity])],
      controllers: [WorkingDaysController],
      providers: [{ provide: CityRules, useValue: rules }, CurrentCalendar],
      exports: [CityRules, CurrentCalendar],
    };
  }
}
