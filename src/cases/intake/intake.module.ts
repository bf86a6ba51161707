import { Module } from '@nestjs/common';
import { EnterRequest } from './enter-request.js';
import { IntakeController } from './intake.controller.js';
import { IntakePage } from './pages/intake.page.js';
import { IntakePagesController } from './pages/intake-pages.controller.js';
import { TakeRepairPagesController } from './pages/take-repair-pages.controller.js';
import { TakeRepair } from './take-repair.js';
import { TakeRepairController } from './take-repair.controller.js';

/** Requests that come on paper, by word, by post or by mail to the office; and what completes them at the desk. */
@Module({
  controllers: [IntakeController, IntakePagesController, TakeRepairController, TakeRepairPagesController],
  providers: [EnterRequest, IntakePage, TakeRepair],
})
export class IntakeModule {}
