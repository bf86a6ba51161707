import { Injectable } from '@nestjs/common';
import { join } from 'node:path';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING, SYSTEM, type Role } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { readPrivateFile, writePrivateFile } from '../../platform/process/private-file.js';
import { AddAccount } from './add-account.js';
import { oneTimePassword, Passwords } from './passwords.js';

/** One account of `DATA_DIR/accounts.json` (contract section 2). */
interface FirstAccount {
  readonly role: Role;
  readonly agency: string | null;
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

/** Invented people; `.example` never receives mail. */
const PEOPLE: readonly Omit<FirstAccount, 'password'>[] = [
  { role: 'desk', agency: null, email: 'meja@ppid-ambon.example', name: 'Yulia Tahalele' },
  { role: 'officer', agency: 'disdik', email: 'disdik@ppid-ambon.example', name: 'Rina Matulessy' },
  {
    role: 'officer',
    agency: 'disdukcapil',
    email: 'disdukcapil@ppid-ambon.example',
    name: 'Budi Salampessy',
  },
  { role: 'supervisor', agency: null, email: 'pengawas@ppid-ambon.example', name: 'Hendrik Latuheru' },
  { role: 'superior', agency: null, email: 'atasan@ppid-ambon.example', name: 'Johana Pattiasina' },
  { role: 'admin', agency: null, email: 'admin1@ppid-ambon.example', name: 'Abdul Rahman Tuanaya' },
  { role: 'admin', agency: null, email: 'admin2@ppid-ambon.example', name: 'Maria Soplanit' },
];

const MARK = 'first-accounts';

/**
 * The accounts to try the program with: on the first start of an embedded system, or of a served one with test hooks;
 * never in production. One database gets them once, whoever starts first; the file is written before the commit, so
 * that a start that dies between the two finds the passwords again. Nothing is ever overwritten.
 */
@Injectable()
export class FirstAccounts {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly accounts: AddAccount,
  ) {}

  /** The file of this installation, or null: one that was restored, or whose file was put away, has none. */
  async keptFile(): Promise<string | null> {
    return (await readPrivateFile(this.file)) === null ? null : this.file;
  }

  /** Returns the file's path when this call made the accounts, else null. Needs the agencies to be loaded. */
  async ensure(): Promise<string | null> {
    if (this.config.nodeEnv === 'production' || !(this.config.embedded || this.config.testHooks)) return null;
    return this.database.transaction(SYSTEM, NOTHING, async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('first accounts', 0))`);
      if (!(await mark(tx))) return null;
      const people = await this.withPasswords();
      const hashes = await Promise.all(people.map(({ password }) => this.passwords.hash(password)));
      for (const [at, person] of people.entries()) {
        const account = { ...person, roles: [person.role], isHead: false };
        await this.accounts.insert(tx, account, hashes[at] ?? '', false);
      }
      return this.file;
    });
  }

  private get file(): string {
    return join(this.config.dataDir, 'accounts.json');
  }

  private async withPasswords(): Promise<readonly FirstAccount[]> {
    const fresh = PEOPLE.map((person) => ({ ...person, password: oneTimePassword() }));
    if (await writePrivateFile(this.file, `${JSON.stringify(fresh, null, 2)}\n`)) return fresh;
    return readAccountsFile(this.file, (await readPrivateFile(this.file)) ?? '');
  }
}

// True for the one transaction that may make the accounts of this database.
async function mark(tx: Tx): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO settings (key, value, changed_at, changed_by) VALUES ($1, 'true', $2, 'system')
     ON CONFLICT (key) DO NOTHING RETURNING key`,
    [MARK, await tx.now()],
  );
  return rows.length > 0;
}

function readAccountsFile(file: string, text: string): readonly FirstAccount[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file}: is not readable JSON; move it away to get new accounts`, { cause });
  }
  const entries: readonly unknown[] = Array.isArray(list) ? list : [];
  return PEOPLE.map((person) => {
    const entry = entries.find((one): one is { email: string; password: string } =>
      isEntry(one, person.email),
    );
    if (entry === undefined) throw new Error(`${file}: has no password for ${person.email}; move it away`);
    return { ...person, password: entry.password };
  });
}

function isEntry(entry: unknown, email: string): boolean {
  if (typeof entry !== 'object' || entry === null) return false;
  const { email: found, password } = entry as { email?: unknown; password?: unknown };
  return found === email && typeof password === 'string' && password !== '';
}
