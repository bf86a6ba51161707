import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule } from './app.module.js';
import { loadCityFiles } from './city-files.js';
import { ConfirmClock } from './desks/admin/confirm-clock.js';
import { EARLIEST_RECEIPT_YEAR } from './law/paper-intake.js';
import { AgencyDirectory } from './office/agencies/agencies.queries.js';
import { VerifyAudit } from './office/audit/verify-audit.js';
import { switchSending } from './office/notifications/sending-switch.js';
import { RegisterNumbers, type RegisterKind } from './office/register/register-numbers.js';
import { AddAccount } from './office/staff/add-account.js';
import type { AccountWish } from './office/staff/account-rules.js';
import { DisableAccount } from './office/staff/disable-account.js';
import { ResetAccount } from './office/staff/reset-account.js';
import { RegisterImportCommand, type ImportSaid } from './routines/takeover/register-import.command.js';
import { loadConfig } from './platform/config/config.js';
import { Database } from './platform/database/database.js';
import { ALL, SYSTEM } from './platform/database/scope.js';
import { JsonLog } from './platform/log/json-log.js';
import { withDatabase } from './platform/process/with-database.js';
import { readParts } from './serve.js';

/** What an operator does from the terminal. Each act answers a sentence, or throws one. */
export class Operator {
  constructor(private readonly app: INestApplicationContext) {}

  async loadConfig(): Promise<string> {
    const { agencies, calendar, rules } = await loadCityFiles(this.app.get(Database));
    return (
      `Instansi: ${agencies.added} baru, ${agencies.changed} berubah. ` +
      `Kalender: ${calendar.added} hari baru, ${calendar.changed} berubah, versi ${calendar.version}. ` +
      (rules.isNew
        ? `Aturan: versi baru ${rules.version}, berlaku sejak ${rules.effectiveFrom}.`
        : `Aturan: tidak berubah, versi ${rules.version}.`)
    );
  }

  async addUser(wish: AccountWish): Promise<string> {
    const { password } = await this.app.get(AddAccount).run(wish);
    return `Akun dibuat. Kata sandi sekali pakai: ${password}`;
  }

  async disableUser(email: string): Promise<string> {
    const { sessionsEnded } = await this.app.get(DisableAccount).run(email);
    return `Akun ditutup; ${sessionsEnded} sesi diakhiri.`;
  }

  async resetUser(email: string): Promise<string> {
    const { password } = await this.app.get(ResetAccount).run(email);
    return `Kata sandi sekali pakai: ${password}`;
  }

  /** The switch in the database; it beats the variable SENDING for all processes. */
  async switchSending(to: 'on' | 'paused'): Promise<string> {
    await this.app.get(Database).transaction(SYSTEM, ALL, (tx) => switchSending(tx, to, 'system'));
    return to === 'on' ? 'Pengiriman surat: berjalan.' : 'Pengiriman surat: ditahan; surat menunggu.';
  }

  /** Ends what a jump of the database's clock holds. */
  async confirmClock(): Promise<string> {
    return (await this.app.get(ConfirmClock).run())
      ? 'Jam basis data dipastikan benar: batas waktu berjalan lagi.'
      : 'Tidak ada lompatan jam yang menunggu kepastian.';
  }

  async startRegister(
    kind: RegisterKind,
    year: number,
    next: number,
    agency: string | null = null,
  ): Promise<string> {
    if (agency !== null && (await this.app.get(AgencyDirectory).byCode(agency)) === null)
      throw new Error(`Instansi "${agency}" tidak dikenal.`);
    if (year < EARLIEST_RECEIPT_YEAR)
      throw new Error(`Register paling awal ${EARLIEST_RECEIPT_YEAR}; tahun ${year} tidak dapat dimulai.`);
    const numbers = this.app.get(RegisterNumbers);
    const set = await this.app
      .get(Database)
      .transaction(SYSTEM, ALL, (tx) => numbers.startAt(tx, kind, year, next, agency));
    if (set === null)
      throw new Error(`Register ${year} sudah berisi entri; nomor awal tidak dapat diubah lagi.`);
    return `Nomor berikutnya: ${numbers.format(kind, year, next, agency)}`;
  }

  /** An older register: what it holds, or taken over. */
  async importRegister(
    file: { readonly path: string; readonly bytes: Buffer },
    apply: boolean,
    say: (line: string) => void,
  ): Promise<ImportSaid> {
    return this.app.get(RegisterImportCommand).run(file, apply, say);
  }

  async verifyAudit(): Promise<string> {
    const verdict = await this.app.get(VerifyAudit).run();
    if (!verdict.whole) {
      throw new Error(`Rantai audit rusak: ${verdict.stream}, baris ${verdict.seq}: ${verdict.reason}`);
    }
    return `Rantai audit utuh: ${verdict.rows} baris dalam ${verdict.streams} rangkaian.`;
  }
}

/** Runs one act with a database that is there for its time. */
export async function withOperator<T>(act: (operator: Operator) => Promise<T>): Promise<T> {
  return withDatabase(loadConfig(), async (config) => {
    const app = await NestFactory.createApplicationContext(AppModule.for(await readParts(config, true)), {
      // The operator is told what went wrong in the one sentence that the command ends with.
      logger: new JsonLog('silent'),
      abortOnError: false,
    });
    try {
      return await act(new Operator(app));
    } finally {
      await app.close();
    }
  });
}

/** `tenggat migrate`: opening the database brings it to head. */
export async function migrateOnly(): Promise<string> {
  return withDatabase(loadConfig(), async () => Promise.resolve('Skema basis data mutakhir.'));
}
