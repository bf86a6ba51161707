import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { statedNumbers } from '../../law/stated-numbers.js';
import { projectFile } from '../config/project-files.js';
import { sharedCoverage } from './font-coverage.js';
import type { LetterKind, LetterOf } from './letter-data.js';
import { letterShapes } from './letter-data.js';
import { faultsOf } from './letter-shape.js';
import { numberInWords } from './number-words.js';
import { printable } from './printable-signs.js';
import { qrSign } from './qr-sign.js';
import { sheetShapes, type SheetKind, type SheetOf } from './sheet-data.js';

const LETTERS_DIR = projectFile('templates', 'letters');
const FONT_FILES = ['SourceSans3-Regular.ttf', 'SourceSans3-Semibold.ttf', 'SourceSans3-Bold.ttf'];

/** How many letters a memoised part of a layout survives unused. */
const CACHE_AGE = 10;

interface Frame {
  /** The sign as SVG. */
  readonly qr: string;
  readonly createdAt: Date;
  /** Waits for a consent: marked as a draft, unsigned, without the sign. */
  readonly draft: boolean;
}

interface Press {
  readonly compiler: NodeCompiler;
  readonly coverage: ReadonlySet<number>;
}

/**
 * Prints letters as tagged PDF/A-2a with Typst. 10 to 25 ms a letter and synchronous, so it may run inside a request;
 * runs of many belong into the worker. Compiled letters are native memory that is freed when the event loop turns:
 * a loop over many letters awaits something between two of them, or it grows by 2 MB a letter. The same data and
 * `createdAt` give the same bytes: fonts are bundled, and the only date in the file is `createdAt`.
 */
@Injectable()
export class LetterPrinter {
  private opened: Press | null = null;

  /**
   * The letter as PDF. `createdAt` is the instant the letter was made, from the database. Signs that the fonts lack
   * are printed as □. A `draft` says so on every page and is signed by nobody. Throws when the data has a missing, extra or wrong field, naming the field and never its value.
   */
  print<K extends LetterKind>(
    kind: K,
    data: LetterOf<K>,
    { createdAt, draft = false }: { readonly createdAt: Date; readonly draft?: boolean },
  ): Buffer {
    const faults = faultsOf(letterShapes[kind], data, kind);
    if (faults.length > 0) throw new Error(`The letter cannot be printed: ${faults.join('; ')}`);
    return this.press(`${kind}/letter.typ`, data, { qr: qrSign(data.statusLink), createdAt, draft });
  }

  /**
   * A register or report as PDF, in the same way. A register takes about 1.5 ms a row and blocks while it does: a long
   * one goes through `SheetPress`.
   */
  printSheet<K extends SheetKind>(
    kind: K,
    data: SheetOf<K>,
    { createdAt, link }: { readonly createdAt: Date; readonly link?: string },
  ): Buffer {
    const faults = faultsOf(sheetShapes[kind], data, kind);
    if (faults.length > 0) throw new Error(`The sheet cannot be printed: ${faults.slice(0, 9).join('; ')}`);
    const qr = link === undefined ? '' : qrSign(link);
    return this.press(`${kind}.typ`, data, { qr, createdAt, draft: false });
  }

  private press(template: string, data: unknown, { qr, createdAt, draft }: Frame): Buffer {
    this.opened ??= openPress();
    const { compiler, coverage } = this.opened;
    try {
      const compiled = compiler.compile({
        mainFilePath: join(LETTERS_DIR, template),
        inputs: {
          data: JSON.stringify(printable(data, coverage)),
          qr,
          draft: draft ? 'yes' : 'no',
          created: JSON.stringify(utcParts(createdAt)),
          law: JSON.stringify(numbersOfTheLaw(createdAt)),
        },
      });
      if (compiled.result === null)
        throw new Error(`${template}: ${describe(compiler, compiled.takeDiagnostics())}`);
      return compiler.pdf(compiled.result, {
        pdfStandard: 'a-2a',
        creationTimestamp: Math.floor(createdAt.getTime() / 1000),
      });
    } finally {
      compiler.evictCache(CACHE_AGE);
    }
  }
}

function openPress(): Press {
  const fontDir = join(dirname(createRequire(import.meta.url).resolve('source-sans/package.json')), 'TTF');
  const fonts = FONT_FILES.map((file) => readFileSync(join(fontDir, file)));
  return {
    compiler: NodeCompiler.create({ workspace: LETTERS_DIR, fontArgs: [{ fontBlobs: fonts }] }),
    coverage: sharedCoverage(fonts),
  };
}

/** As they stood on the day of the letter: a copy made under a later law says what the first one said. */
function numbersOfTheLaw(
  instant: Date,
): Readonly<Record<string, { readonly figures: number; readonly words: string }>> {
  const numbers = Object.entries(statedNumbers(localDayOf(instant)));
  return Object.fromEntries(
    numbers.map(([name, value]) => [name, { figures: value, words: numberInWords(value) }]),
  );
}

function utcParts(instant: Date) {
  return {
    year: instant.getUTCFullYear(),
    month: instant.getUTCMonth() + 1,
    day: instant.getUTCDate(),
    hour: instant.getUTCHours(),
    minute: instant.getUTCMinutes(),
    second: instant.getUTCSeconds(),
  };
}

/** The template's own faults; they name code, not data. */
function describe(
  compiler: NodeCompiler,
  error: Parameters<NodeCompiler['fetchDiagnostics']>[0] | null,
): string {
  if (error === null) return 'no diagnostics';
  return compiler
    .fetchDiagnostics(error)
    .map((diagnostic: { message?: string; path?: string }) =>
      `${diagnostic.path ?? ''} ${diagnostic.message ?? ''}`.trim(),
    )
    .join('; ');
}
