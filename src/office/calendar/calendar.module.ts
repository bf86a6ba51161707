import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { CalendarReading } from '../../law/free-days.js';
import { CalendarDayEntity, CalendarVersionEntity } from './calendar.entity.js';
import { CityCalendarReading, CurrentCalendar } from './current-calendar.js';

/** The working days of the city, for every room that counts. */
@Module({})
export class CalendarModule {
  /** `reading`: the city's choice of `config/ruleset.yaml` (collectiveLeave, localClosures). */
  static for(reading: CalendarReading): DynamicModule {
    return {
      module: CalendarModule,
      global: true,
      imports: [TypeOrmModule.forFeature([CalendarVersionEntity, CalendarDayEntity])],
      controllers: [],
      providers: [{ provide: CityCalendarReading, useValue: reading }, CurrentCalendar],
      exports: [CurrentCalendar],
    };
  }
}
