import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ExtendDeadline, ExtensionNews } from './extend-deadline.js';
import { ExtensionEntity } from './extension.entity.js';
import { ExtensionsController } from './extensions.controller.js';
import { MoveFirstTerms } from './move-first-terms.js';
import { ExtendPageController } from './pages/extend-page.controller.js';

/** The one lawful extension with written reasons. */
@Module({
  imports: [TypeOrmModule.forFeature([ExtensionEntity])],
  controllers: [ExtensionsController, ExtendPageController],
  providers: [ExtendDeadline, ExtensionNews, MoveFirstTerms],
  exports: [ExtendDeadline, MoveFirstTerms],
})
export class ExtensionsModule {}
