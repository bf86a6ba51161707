import { Module } from '@nestjs/common';
import { EnterRequest } from './enter-request.js';
import { IntakeController } from './intake.controller.js';
import { IntakePage } from './pages/intake.page.js';
import { IntakePagesController } from './pages/intake-pages.controller.js';

/** Requests that come on paper, by word, by post or by mail to the office. */
@Module({ controllers: [IntakeController, IntakePagesController], providers: [EnterRequest, IntakePage] })
export class IntakeModule {}
