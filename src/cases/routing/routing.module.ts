import { Module } from '@nestjs/common';
import { AssignAgency } from './assign-agency.js';
import { CorrectRouting } from './correct-routing.js';
import { HandBack } from './hand-back.js';
import { RemindHolder } from './remind-holder.js';
import { RoutingPagesController } from './pages/routing-pages.controller.js';
import { RoutingController } from './routing.controller.js';
import { RoutingHealth } from './routing-health.js';
import { SuggestRoutingDeadline } from './suggest-routing.deadline.js';

const STEPS = [AssignAgency, CorrectRouting, HandBack, RemindHolder];

/** Which agency a request goes to: suggested, assigned, handed back, corrected. */
@Module({
  controllers: [RoutingController, RoutingPagesController],
  providers: [...STEPS, SuggestRoutingDeadline, RoutingHealth],
  exports: STEPS,
})
export class RoutingModule {}
