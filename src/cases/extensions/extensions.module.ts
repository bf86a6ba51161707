import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ExtendDeadline, ExtensionNews } from './extend-deadline.js';
import { ExtensionEntity } from './extension.entity.js';
import { ExtensionsController } from './extensions.controller.js';
import { ExtendPageController } from './pages/extend-page.controller.js';

/** The one lawful extension with written reasons. */
@Module({
  imports: [TypeOrmModule.forFeature([ExtensionEntity])],
  controllers: [ExtensionsController, ExtendPageController],
  providers: [ExtendDeadline, ExtensionNews],
  exports: [ExtendDeadline],
})
export class ExtensionsModule {}
