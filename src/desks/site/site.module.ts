import { Module } from '@nestjs/common';
import { CalculatorController } from './calculator.controller.js';
import { ExplanationsController } from './explanations.controller.js';
import { HomeController } from './home.controller.js';
import { InformationController } from './information.controller.js';
import { ServiceFigures } from './service-figures.queries.js';
import { StatisticsController } from './statistics.controller.js';
import { Today } from './today.js';

/** The public site: everything a citizen may read before, beside and without a request of their own. */
@Module({
  controllers: [
    HomeController,
    InformationController,
    ExplanationsController,
    StatisticsController,
    CalculatorController,
  ],
  providers: [Today, ServiceFigures],
  exports: [ServiceFigures],
})
export class SiteModule {}
