import { Global, Module } from '@nestjs/common';
import { RegisterNumbers } from './register-numbers.js';

/** The statutory registers' numbers. */
@Global()
@Module({ providers: [RegisterNumbers], exports: [RegisterNumbers] })
export class RegisterModule {}
