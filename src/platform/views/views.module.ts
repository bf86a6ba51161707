import { Global, Module } from '@nestjs/common';
import { City } from '../config/city.js';
import { Views } from './views.js';

/** Gives every room the pages and the words. Needs `City` from the configuration. */
@Global()
@Module({
  providers: [{ provide: Views, inject: [City], useFactory: (city: City) => new Views(city) }],
  exports: [Views],
})
export class ViewsModule {}
