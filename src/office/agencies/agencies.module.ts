import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgencyDirectory } from './agencies.queries.js';
import { AgencyEntity } from './agency.entity.js';

/** The agencies of the city, for every room that names one. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AgencyEntity])],
  providers: [AgencyDirectory],
  exports: [AgencyDirectory],
})
export class AgenciesModule {}
