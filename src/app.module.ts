import { Module, type DynamicModule } from '@nestjs/common';
import { DecisionsModule } from './cases/decisions/decisions.module.js';
import { DisputesModule } from './cases/disputes/disputes.module.js';
import { ExtensionsModule } from './cases/extensions/extensions.module.js';
import { IntakeModule } from './cases/intake/intake.module.js';
import { FamiliesModule } from './cases/families/families.module.js';
import { MaterialsModule } from './cases/materials/materials.module.js';
import { MessagesModule } from './cases/messages/messages.module.js';
import { ObjectionsModule } from './cases/objections/objections.module.js';
import { RefusalsModule } from './cases/refusals/refusals.module.js';
import { FilingFormModule } from './cases/requests/filing-form/filing-form.module.js';
import { RequestsModule } from './cases/requests/requests.module.js';
import { RoutingModule } from './cases/routing/routing.module.js';
import { AdminModule } from './desks/admin/admin.module.js';
import { OversightModule } from './desks/oversight/oversight.module.js';
import { ReportsModule } from './desks/reports/reports.module.js';
import { SiteModule } from './desks/site/site.module.js';
import { TrackingModule } from './desks/tracking/tracking.module.js';
import { WorkspaceModule } from './desks/workspace/workspace.module.js';
import { AccessModule } from './office/access/access.module.js';
import { AgenciesModule } from './office/agencies/agencies.module.js';
import type { RoutingModel } from './office/agencies/suggest-agency.js';
import { AuditModule } from './office/audit/audit.module.js';
import { AuditProofModule } from './office/audit/audit-proof.module.js';
import { CalendarModule } from './office/calendar/calendar.module.js';
import { DeadlinesModule } from './office/deadlines/deadlines.module.js';
import { DocumentsModule } from './office/documents/documents.module.js';
import { NotificationsModule } from './office/notifications/notifications.module.js';
import { RegisterModule } from './office/register/register.module.js';
import { RequestersModule } from './office/requesters/requesters.module.js';
import { StaffModule } from './office/staff/staff.module.js';
import { TasksModule } from './office/tasks/tasks.module.js';
import type { City } from './platform/config/city.js';
import type { Config } from './platform/config/config.js';
import { CryptoModule } from './platform/crypto/crypto.module.js';
import type { MasterKey } from './platform/crypto/master-key.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { FilesModule } from './platform/files/files.module.js';
import { HealthModule } from './platform/health/health.module.js';
import { PendingFormsModule } from './platform/http/pending-forms.module.js';
import { IdempotencyModule } from './platform/idempotency/idempotency.module.js';
import { LettersModule } from './platform/letters/letters.module.js';
import { MailModule } from './platform/mail/mail.module.js';
import { QueueModule } from './platform/queue/queue.module.js';
import { ViewsModule } from './platform/views/views.module.js';
import { DecreesModule } from './routines/decrees/decrees.module.js';
import { EscalationModule } from './routines/escalation/escalation.module.js';
import { RoundsModule } from './routines/rounds/rounds.module.js';
import { TakeoverModule } from './routines/takeover/takeover.module.js';
import { SettingsModule } from './settings.module.js';

/** What was read before the program is put together. */
export interface AppParts {
  readonly config: Config;
  readonly city: City;
  readonly master: MasterKey;
  readonly routing: RoutingModel;
  /** True in a process that works through batches: its statements may take longer than a page. */
  readonly batchWork: boolean;
}

/** The house, storey by storey: the table of contents of `src/`. */
@Module({})
export class AppModule {
  static for(parts: AppParts): DynamicModule {
    const { config, city, routing, master, batchWork } = parts;
    const platform = [
      SettingsModule.for(config, city, routing),
      DatabaseModule.for({ url: config.databaseUrl, testHooks: config.testHooks, batchWork }),
      CryptoModule.for(master),
      IdempotencyModule,
      QueueModule,
      MailModule,
      LettersModule,
      FilesModule,
      ViewsModule,
      PendingFormsModule,
      HealthModule,
    ];
    const office = [
      AccessModule,
      AuditModule,
      AuditProofModule,
      StaffModule,
      AgenciesModule,
      CalendarModule,
      RequestersModule,
      TasksModule,
      DeadlinesModule,
      NotificationsModule,
      RegisterModule,
      DocumentsModule,
    ];
    const cases = [
      RequestsModule,
      FilingFormModule,
      IntakeModule,
      RoutingModule,
      MaterialsModule,
      MessagesModule,
      ExtensionsModule,
      DecisionsModule,
      RefusalsModule,
      FamiliesModule,
      ObjectionsModule,
      DisputesModule,
    ];
    const routines = [RoundsModule, EscalationModule, DecreesModule, TakeoverModule];
    const desks = [SiteModule, WorkspaceModule, TrackingModule, OversightModule, AdminModule, ReportsModule];
    return { module: AppModule, imports: [...platform, ...office, ...cases, ...routines, ...desks] };
  }
}
