import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { LetterPrinter } from './letter-printer.js';
import type { SheetJob } from './sheet-press.js';

// A thread of its own for one long sheet: it prints, hands the bytes over, and its memory ends with it.
const { kind, data, createdAt } = workerData as SheetJob;
const printed = new LetterPrinter().printSheet(kind, data, { createdAt });
parentPort?.postMessage(printed);
