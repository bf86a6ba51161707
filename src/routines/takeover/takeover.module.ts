import { Module } from '@nestjs/common';
import { DisputesModule } from '../../cases/disputes/disputes.module.js';
import { RequestsModule } from '../../cases/requests/requests.module.js';
import { CheckGrounds } from './check-grounds.js';
import { ImportController } from './import.controller.js';
import { ImportRegister } from './import-register.js';
import { InsertEntries } from './insert-entries.js';
import { InsertObjections } from './insert-objections.js';
import { RegisterImportCommand } from './register-import.command.js';
import { RegisterImportDeadline } from './register-import.deadline.js';
import { ReopenRequests } from './reopen-requests.js';
import { StagedImports } from './stage-import.js';
import { TakeWindows } from './take-windows.js';
import { TakeDisputes } from './take-disputes.js';

/** How a city starts in mid-year: its register of before, taken over with its numbers. */
@Module({
  imports: [RequestsModule, DisputesModule],
  controllers: [ImportController],
  providers: [
    ImportRegister,
    InsertEntries,
    InsertObjections,
    CheckGrounds,
    TakeDisputes,
    TakeWindows,
    ReopenRequests,
    StagedImports,
    RegisterImportDeadline,
    RegisterImportCommand,
  ],
  exports: [RegisterImportCommand],
})
export class TakeoverModule {}
