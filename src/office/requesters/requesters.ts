import { Injectable } from '@nestjs/common';
import type { RequesterKind } from '../../law/who-may-file.js';
import { idArray } from '../../platform/database/sql-words.js';
import type { Tx } from '../../platform/database/tx.js';
import { Vault } from '../../platform/crypto/vault.js';
import { nameBeginnings, type IdentityKind, type Person } from './person.js';

/** What filing hands over beside the person. */
export interface NewRequester {
  readonly id: string;
  readonly kind: RequesterKind;
  readonly person: Person;
  readonly language: 'id' | 'en';
  readonly citizenship: 'WNI' | 'other';
  readonly identityKind: IdentityKind;
  readonly identityFileId: string | null;
}

/** A requester opened for a lawful reason: the desk, a letter, the person. */
export interface OpenRequester {
  readonly id: string;
  readonly kind: RequesterKind;
  readonly person: Person;
  readonly language: 'id' | 'en';
  readonly citizenship: 'WNI' | 'other';
  readonly identityKind: IdentityKind;
  readonly identityFileId: string | null;
  readonly verified: { readonly at: Date; readonly how: string } | null;
}

/** Where news goes; null address = letters to print. */
export interface Contact {
  readonly requesterId: string;
  readonly address: string | null;
  readonly language: 'id' | 'en';
}

interface SealedPerson {
  readonly id: string;
  readonly wrapped_key: Buffer;
  readonly sealed: Buffer;
}

interface Row extends SealedPerson {
  readonly kind: RequesterKind;
  readonly language: 'id' | 'en';
  readonly citizenship: 'WNI' | 'other';
  readonly identity_kind: IdentityKind;
  readonly identity_file_id: string | null;
  readonly identity_verified_at: Date | null;
  readonly identity_verified_how: string | null;
}

const COLUMNS = `id, kind, wrapped_key, sealed, language, citizenship, identity_kind, identity_file_id,
  identity_verified_at, identity_verified_how`;

/**
 * Persons apart: one sealed blob per person under a data key of its own, keyed blind indexes for look-up. Everything
 * else refers by id; the answering unit's transactions cannot see these rows at all.
 */
@Injectable()
export class Requesters {
  constructor(private readonly vault: Vault) {}

  /** The row to insert, prepared outside the transaction: sealing costs time that no lock should wait for. */
  prepare(requester: NewRequester): readonly unknown[] {
    const { person, id } = requester;
    const data = this.vault.newDataKey(`requesters|wrapped_key|${id}`);
    return [
      id,
      requester.kind,
      data.wrapped,
      this.vault.sealWith(data.key, Buffer.from(JSON.stringify(person), 'utf8'), place(id)),
      person.nationalId === null ? null : this.nationalIdIndex(person.nationalId),
      person.email === null ? null : this.emailIndex(person.email),
      nameBeginnings(person.name).map((word) => this.nameIndex(word)),
      requester.language,
      requester.citizenship,
      requester.identityKind,
      requester.identityFileId,
    ];
  }

  /** Inserts what `prepare` made. */
  async insert(tx: Tx, prepared: readonly unknown[], at: Date): Promise<void> {
    await tx.query(
      `INSERT INTO requesters (id, kind, wrapped_key, sealed, national_id_index, email_index, name_word_hashes, language,
         citizenship, identity_kind, identity_file_id, created_at)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)`,
      [...prepared, at],
    );
  }

  /** Opens a requester. Widens the view for this one read: who may call it is the policy's to say. */
  async open(tx: Tx, id: string): Promise<OpenRequester> {
    const [row] = await tx.widened(() =>
      tx.query<Row>(`SELECT ${COLUMNS} FROM requesters WHERE id = $1`, [id]),
    );
    if (row === undefined) throw new Error('no such requester');
    return this.opened(row);
  }

  /** Opens the persons of several ids in one statement, for the registers; ids that nobody has are left out. */
  async persons(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
    const rows = await tx.widened(() =>
      tx.query<SealedPerson>(`SELECT id, wrapped_key, sealed FROM requesters WHERE id = ANY ($1::uuid[])`, [
        idArray(ids),
      ]),
    );
    return new Map(rows.map((row) => [row.id, this.unseal(row)]));
  }

  private opened(row: Row): OpenRequester {
    return {
      id: row.id,
      kind: row.kind,
      person: this.unseal(row),
      language: row.language,
      citizenship: row.citizenship,
      identityKind: row.identity_kind,
      identityFileId: row.identity_file_id,
      verified:
        row.identity_verified_at === null
          ? null
          : { at: row.identity_verified_at, how: row.identity_verified_how ?? '' },
    };
  }

  /** Only where news goes, for the outbox. */
  async contact(tx: Tx, id: string): Promise<Contact> {
    const open = await this.open(tx, id);
    return { requesterId: id, address: open.person.email, language: open.language };
  }

  /**
   * Whether what this person is sent goes on paper: there is no mail address. The one rule for mail, letters and what a
   * letter says of its own way, however the request came and however a copy was wanted.
   */
  async goesOnPaper(tx: Tx, id: string): Promise<boolean> {
    return (await this.contact(tx, id)).address === null;
  }

  /** Corrects details of a person (mail address, phone, national id shown at the desk). */
  async correct(tx: Tx, id: string, change: Partial<Person>): Promise<void> {
    await tx.widened(async () => {
      const rows = await tx.query<Row>(`SELECT ${COLUMNS} FROM requesters WHERE id = $1 FOR UPDATE`, [id]);
      const row = rows[0];
      if (row === undefined) throw new Error('no such requester');
      const person = { ...this.unseal(row), ...change };
      const key = this.vault.unwrap(row.wrapped_key, `requesters|wrapped_key|${id}`);
      await tx.execute(
        `UPDATE requesters SET sealed = $2, national_id_index = $3, email_index = $4, name_word_hashes = $5 WHERE id = $1`,
        [
          id,
          this.vault.sealWith(key, Buffer.from(JSON.stringify(person), 'utf8'), place(id)),
          person.nationalId === null ? null : this.nationalIdIndex(person.nationalId),
          person.email === null ? null : this.emailIndex(person.email),
          nameBeginnings(person.name).map((word) => this.nameIndex(word)),
        ],
      );
    });
  }

  /** The requester handed in an identity paper after filing: what was to be shown at the desk is now a file. */
  async recordIdentityPaper(
    tx: Tx,
    id: string,
    fileId: string,
    kind: IdentityKind | null = null,
  ): Promise<void> {
    await tx.widened(() =>
      tx.execute(
        `UPDATE requesters SET identity_file_id = $2,
           identity_kind = coalesce($3, CASE identity_kind WHEN 'atDesk' THEN 'ktp' ELSE identity_kind END) WHERE id = $1`,
        [id, fileId, kind],
      ),
    );
  }

  /** Records who checked the identity, when and how. */
  async recordVerification(tx: Tx, id: string, staffId: string, how: string): Promise<void> {
    await tx.execute(
      `UPDATE requesters SET identity_verified_at = $2, identity_verified_by = $3, identity_verified_how = $4 WHERE id = $1`,
      [id, await tx.now(), staffId, how],
    );
  }

  /** Keyed index of a NIK; a plain hash would be guessed in seconds. */
  nationalIdIndex(nationalId: string): Buffer {
    return this.vault.index('national id', nationalId);
  }

  emailIndex(email: string): Buffer {
    return this.vault.index('email', email.toLowerCase());
  }

  nameIndex(wordBeginning: string): Buffer {
    return this.vault.index('name word', wordBeginning).subarray(0, 12);
  }

  private unseal(row: SealedPerson): Person {
    const key = this.vault.unwrap(row.wrapped_key, `requesters|wrapped_key|${row.id}`);
    return JSON.parse(this.vault.openWith(key, row.sealed, place(row.id)).toString('utf8')) as Person;
  }
}

function place(id: string): string {
  return `requesters|sealed|${id}`;
}
