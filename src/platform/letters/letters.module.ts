import { Global, Module } from '@nestjs/common';
import { LetterPrinter } from './letter-printer.js';

/** One printer a process: it holds the compiler and the fonts. */
@Global()
@Module({ providers: [LetterPrinter], exports: [LetterPrinter] })
export class LettersModule {}
