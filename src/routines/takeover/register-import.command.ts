import { basename } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { ALL, SYSTEM } from '../../platform/database/scope.js';
import { Views } from '../../platform/views/views.js';
import { ImportRegister, type CheckedRegister } from './import-register.js';
import { faultWords, summaryWords } from './import-words.js';
import { StagedImports } from './stage-import.js';

const MOST_SAID = 200;

/** What the command prints, and whether it went well. */
export interface ImportSaid {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/** `tenggat register-import [FILE] [--apply]`: tells what a file holds, and with `--apply` takes it over, all or nothing. */
@Injectable()
export class RegisterImportCommand {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportRegister,
    private readonly staged: StagedImports,
    private readonly views: Views,
  ) {}

  async run(
    file: { readonly path: string; readonly bytes: Buffer },
    apply: boolean,
    say: (line: string) => void,
  ): Promise<ImportSaid> {
    const texts = this.views.in('id');
    if (!apply) return this.said(await this.imports.check(file.bytes), false);
    const done = await this.database
      .transaction(SYSTEM, ALL, async (tx) => {
        const id = await this.staged.stage(tx, { name: basename(file.path), bytes: file.bytes, rows: 0 });
        const read = await this.imports.apply(tx, id, file.bytes, async (rows) => {
          say(texts.t('takeover.progress', { n: rows }));
          return Promise.resolve();
        });
        if (read.fileFault !== null || read.faults.length > 0) throw new Refused(read);
        await tx.execute('UPDATE register_imports SET rows = $2 WHERE id = $1', [id, read.entries.length]);
        await this.staged.finish(tx, id, read.entries.length);
        return read;
      })
      .catch((error: unknown) => {
        if (error instanceof Refused) return error.read;
        throw error;
      });
    return this.said(done, true);
  }

  private said(read: CheckedRegister, applied: boolean): ImportSaid {
    const texts = this.views.in('id');
    if (read.fileFault !== null) return { ok: false, lines: [texts.t(`takeover.files.${read.fileFault}`)] };
    if (read.faults.length > 0) {
      const more = read.faults.length - MOST_SAID;
      return {
        ok: false,
        lines: [
          ...read.faults.slice(0, MOST_SAID).map((fault) => faultWords(texts, fault, read.register)),
          ...(more > 0 ? [texts.t('takeover.more-faults', { n: more })] : []),
          texts.t('takeover.nothing-written'),
        ],
      };
    }
    const end = applied ? 'takeover.applied' : 'takeover.may-apply';
    const more = read.warnings.length - MOST_SAID;
    const warnings = read.warnings
      .slice(0, MOST_SAID)
      .map((one) => texts.t('takeover.warning', { message: faultWords(texts, one, read.register) }));
    return {
      ok: true,
      lines: [
        summaryWords(texts, read),
        ...warnings,
        ...(more > 0 ? [texts.t('takeover.more-faults', { n: more })] : []),
        texts.t(end),
      ],
    };
  }
}

/** Rolls the transaction back with what was wrong. */
class Refused extends Error {
  constructor(readonly read: CheckedRegister) {
    super('refused');
  }
}
