import { Module } from '@nestjs/common';
import { RequestsModule } from '../../cases/requests/requests.module.js';
import { ImportController } from './import.controller.js';
import { ImportRegister } from './import-register.js';
import { InsertEntries } from './insert-entries.js';
import { InsertObjections } from './insert-objections.js';
import { RegisterImportCommand } from './register-import.command.js';
import { RegisterImportDeadline } from './register-import.deadline.js';
import { StagedImports } from './stage-import.js';

/** How a city starts in mid-year: its register of before, taken over with its numbers. */
@Module({
  imports: [RequestsModule],
  controllers: [ImportController],
  providers: [
    ImportRegister,
    InsertEntries,
    InsertObjections,
    StagedImports,
    RegisterImportDeadline,
    RegisterImportCommand,
  ],
  exports: [RegisterImportCommand],
})
export class TakeoverModule {}
