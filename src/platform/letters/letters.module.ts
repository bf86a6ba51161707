import { Global, Module } from '@nestjs/common';
import { LetterPrinter } from './letter-printer.js';
import { SheetPress } from './sheet-press.js';

/** One printer a process: it holds the compiler and the fonts. */
@Global()
@Module({ providers: [LetterPrinter, SheetPress], exports: [LetterPrinter, SheetPress] })
export class LettersModule {}
