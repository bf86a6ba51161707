import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { LetterNumbers } from '../../office/documents/letter-numbers.js';
import type { Person } from '../../office/requesters/person.js';
import { City } from '../../platform/config/city.js';
import { Config } from '../../platform/config/config.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { letterheadOf, signerOf, statusAddressOf } from '../../platform/letters/letter-city.js';
import type { LetterOf } from '../../platform/letters/letter-data.js';
import { HIDDEN_ADDRESSEE, type Addressee } from '../../platform/letters/letter-parts.js';
import { printedDate } from '../../platform/letters/letter-dates.js';
import { LetterPrinter } from '../../platform/letters/letter-printer.js';
import { CaseLinks } from './case-links.js';
import type { CaseRow } from './case-row.js';

/** Letters of the PPID to the requester of a case. */
export type NoticeKind =
  | 'incomplete-notice'
  | 'decision-notice'
  | 'not-held-notice'
  | 'extension-notice'
  | 'refusal-notice'
  | 'exemption-decree'
  | 'test-sheet';

/** Papers that a notice rests on: they name no person who asks. */
const IMPERSONAL: ReadonlySet<NoticeKind> = new Set(['exemption-decree', 'test-sheet']);

type Framed =
  'letterhead' | 'registerNumber' | 'statusAddress' | 'statusLink' | 'issuedOn' | 'signer' | 'requester';

/** What a step says in its letter: everything but the frame that all share and the person. */
export type NoticeBody<K extends NoticeKind> = Omit<LetterOf<K>, Framed | 'letterNumber'>;

/** A letter to issue. `stage` tells apart several of one kind in a case. */
export interface NewNotice<K extends NoticeKind> {
  readonly kind: K;
  readonly stage: string;
  readonly data: NoticeBody<K>;
  /** Typed by the office; without one the counter gives the next. */
  readonly letterNumber?: string | null;
}

/**
 * Letters of a case. What a letter says is frozen with the step that issues it, without the person; the identity is
 * merged when the letter is printed, after the commit, so that no unit that answers ever holds it.
 */
@Injectable()
export class CaseLetters {
  constructor(
    readonly city: City,
    private readonly config: Config,
    private readonly printer: LetterPrinter,
    private readonly numbers: LetterNumbers,
    private readonly links: CaseLinks,
    private readonly dueRows: DueRows,
  ) {}

  /** Freezes the letter and has it printed at once by a due row of its own. Returns its id. */
  async issue<K extends NoticeKind>(tx: Tx, row: CaseRow, notice: NewNotice<K>): Promise<string> {
    const id = newId();
    const now = await tx.now();
    const number = notice.letterNumber ?? (await this.numbers.take(tx, localDayOf(now)));
    await tx.query(
      `INSERT INTO letters (id, case_id, kind, stage, number, facts, issued_at, issued_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, row.id, notice.kind, notice.stage, number, JSON.stringify(notice.data), now, tx.actor.id],
    );
    await this.dueRows.start(tx, [
      { caseId: row.id, kind: 'issue-letter', stage: id, dueAt: now, facts: { letterId: id } },
    ]);
    return id;
  }

  /** The letter as the receiver will get it, with the person hidden: shown before sending, kept nowhere. */
  preview<K extends NoticeKind>(row: CaseRow, notice: NewNotice<K>, now: Date): Buffer {
    const number = notice.letterNumber ?? '[nomor surat]';
    return this.print(row, notice.kind, { data: notice.data, number, issuedAt: now }, HIDDEN_PERSON);
  }

  /** Prints a frozen letter; the same letter and person give the same bytes. */
  print(
    row: CaseRow,
    kind: NoticeKind,
    frozen: { readonly data: unknown; readonly number: string | null; readonly issuedAt: Date },
    requester: AddressedPerson,
  ): Buffer {
    const { occupation, ...addressee } = requester;
    const letter = {
      ...(frozen.data as NoticeBody<NoticeKind>),
      letterhead: letterheadOf(this.city),
      registerNumber: row.register_number,
      statusAddress: statusAddressOf(this.city),
      statusLink: `${this.config.publicUrl}${this.links.statusPath(row.id, row.link_epoch)}`,
      letterNumber: frozen.number,
      issuedOn: printedDate(localDayOf(frozen.issuedAt)),
      signer: signerOf(this.city),
      ...(IMPERSONAL.has(kind)
        ? {}
        : { requester: kind === 'refusal-notice' ? { ...addressee, occupation } : addressee }),
    };
    return this.printer.print(kind, letter as LetterOf<typeof kind>, { createdAt: frozen.issuedAt });
  }
}

/** Who gets a letter; only the notice of refusal prints the occupation. */
export interface AddressedPerson extends Addressee {
  readonly occupation: string | null;
}

const HIDDEN_PERSON: AddressedPerson = { ...HIDDEN_ADDRESSEE, occupation: '[pekerjaan pemohon]' };

/** A person as letters address them. */
export function addresseeOf(person: Person): AddressedPerson {
  const contact = [person.phone, person.email].filter((part): part is string => part !== null).join(' / ');
  return {
    name: person.name,
    address: person.address,
    contact: contact === '' ? '-' : contact,
    occupation: person.occupation,
  };
}
