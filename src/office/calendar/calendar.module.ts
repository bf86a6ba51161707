import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarDayEntity, CalendarVersionEntity } from './calendar.entity.js';
import { CityRules } from './city-rules.js';
import { CurrentCalendar } from './current-calendar.js';
import { Decrees } from './decrees.js';
import { RuleSetEntity } from './rule-set.entity.js';
import { WorkingDaysController } from './working-days.controller.js';

/** The working days of the city and its readings of the law, for every room that counts. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([CalendarVersionEntity, CalendarDayEntity, RuleSetEntity])],
  controllers: [WorkingDaysController],
  providers: [CityRules, CurrentCalendar, Decrees],
  exports: [CityRules, CurrentCalendar, Decrees],
})
export class CalendarModule {}
