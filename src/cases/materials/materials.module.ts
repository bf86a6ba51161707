import { Module } from '@nestjs/common';
import { MaterialDeadline } from './material.deadline.js';
import { MaterialsController } from './materials.controller.js';
import { MaterialNews } from './material-news.js';
import { MaterialPagesController } from './pages/material-pages.controller.js';
import { WantedMaterialController } from './pages/wanted-material.controller.js';
import { ReceiveMaterial } from './receive-material.js';
import { RequestMaterial } from './request-material.js';

/** What other units give so that the agency in charge can answer; never told to the requester. */
@Module({
  controllers: [MaterialsController, MaterialPagesController, WantedMaterialController],
  providers: [MaterialNews, RequestMaterial, ReceiveMaterial, MaterialDeadline],
  exports: [RequestMaterial, ReceiveMaterial],
})
export class MaterialsModule {}
