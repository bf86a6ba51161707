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
import type { Texts } from '../../platform/views/texts.js';
import { Views } from '../../platform/views/views.js';
import { CaseLinks } from './case-links.js';
import type { CaseRow } from './case-row.js';
import type { NoticePaper } from './notice-body.js';
import { SignedCopies } from './signed-copies.js';

/** Letters of the PPID to the requester of a case. */
export type NoticeKind =
  | 'incomplete-notice'
  | 'decision-notice'
  | 'not-held-notice'
  | 'extension-notice'
  | 'refusal-notice'
  | 'exemption-decree'
  | 'test-sheet'
  | 'payment-receipt';

/** Papers that a notice rests on: they name no person who asks. */
const IMPERSONAL: ReadonlySet<NoticeKind> = new Set(['exemption-decree', 'test-sheet']);

type Framed =
  'letterhead' | 'registerNumber' | 'statusAddress' | 'statusLink' | 'issuedOn' | 'signer' | 'requester';

/** Head, links and signature as they stood when the letter was issued: a later copy is the same to the byte. */
type Frame = Pick<LetterOf<'decision-notice'>, 'letterhead' | 'statusAddress' | 'statusLink' | 'signer'>;

/** A letter as it was frozen; `frame` is null only where none was kept. */
export interface FrozenLetter {
  readonly data: unknown;
  readonly number: string | null;
  readonly issuedAt: Date;
  readonly frame?: unknown;
  readonly draft?: boolean;
}

interface StoredLetter {
  readonly kind: NoticeKind;
  readonly facts: unknown;
  readonly frame: unknown;
  readonly issued_at: Date;
  /** Null where the counter gave the number: the next is nobody's before the letter is issued. */
  readonly typed_number: string | null;
}

/** A letter between its step and its printing. */
export interface WrittenLetter {
  readonly row: CaseRow;
  readonly kind: NoticeKind;
  readonly frozen: FrozenLetter;
}

/** What a step says in its letter: everything but the frame that all share and the person. */
export type NoticeBody<K extends NoticeKind> = Omit<
  LetterOf<K>,
  Framed | 'letterNumber' | 'receiptNumber' | 'payer'
>;

/**
 * A letter to issue. `stage` tells apart several of one kind in a case. `letterNumber` is typed by the office, else the
 * counter gives the next; with `signedFileId` the signed copy is the issued one and the printed one stays beside it.
 */
export interface NewNotice<K extends NoticeKind> extends Partial<NoticePaper> {
  readonly kind: K;
  readonly stage: string;
  readonly data: NoticeBody<K>;
  /** Of a paper that is numbered in a series of its own; it takes no number of the letters. */
  readonly ownNumber?: string;
}

/**
 * Letters of a case. What a letter says is frozen with the step that issues it, without the person; the identity is
 * merged when the letter is printed, after the commit, so that no unit that answers ever holds it.
 */
@Injectable()
export class CaseLetters {
  /** The words of letters: they are the office's, so Indonesian. */
  readonly texts: Texts;

  constructor(
    readonly city: City,
    views: Views,
    private readonly config: Config,
    private readonly printer: LetterPrinter,
    private readonly numbers: LetterNumbers,
    private readonly links: CaseLinks,
    private readonly dueRows: DueRows,
    private readonly signed: SignedCopies,
  ) {
    this.texts = views.in('id');
  }

  /**
   * Freezes the letter and has it printed at once by a due row of its own. Returns its id.
   * Throws 422 (`letterNumber`, `signedFileId`) for a number that was given before and for a copy that is no PDF.
   */
  async issue<K extends NoticeKind>(tx: Tx, row: CaseRow, notice: NewNotice<K>): Promise<string> {
    const id = newId();
    const now = await tx.now();
    const number = notice.ownNumber ?? (await this.numbers.give(tx, notice.letterNumber ?? null));
    const signedFileId = notice.signedFileId ?? null;
    if (signedFileId !== null) await this.signed.claim(tx, row.id, signedFileId);
    await tx.query(
      `INSERT INTO letters (id, case_id, kind, stage, number, facts, frame, issued_at, issued_by,
         signed_file_id, signed_at, signed_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        id,
        row.id,
        notice.kind,
        notice.stage,
        number,
        JSON.stringify(notice.data),
        JSON.stringify(this.frameOf(row)),
        now,
        tx.actor.id,
        signedFileId,
        signedFileId === null ? null : now,
        signedFileId === null ? null : tx.actor.id,
      ],
    );
    await this.dueRows.start(tx, [
      { caseId: row.id, kind: 'issue-letter', stage: id, dueAt: now, facts: { letterId: id } },
    ]);
    return id;
  }

  /**
   * The letter as the receiver will get it, with the person hidden: shown before sending, kept nowhere. A `draft` still
   * waits for the superior's consent and must not look like what was consented to.
   */
  preview<K extends NoticeKind>(
    row: CaseRow,
    notice: NewNotice<K>,
    now: Date,
    { draft = false }: { readonly draft?: boolean } = {},
  ): Buffer {
    const number = notice.letterNumber ?? '[nomor surat]';
    return this.print(row, notice.kind, { data: notice.data, number, issuedAt: now, draft }, HIDDEN_PERSON);
  }

  /** The newest letter of a case as it was frozen in this transaction; null where the step issued none. */
  async latest(tx: Tx, row: CaseRow): Promise<WrittenLetter | null> {
    const rows = await tx.query<StoredLetter>(
      `SELECT l.kind, l.facts, l.frame, l.issued_at,
         (SELECT n.number FROM letter_numbers n WHERE n.number = l.number AND n.typed) AS typed_number
       FROM letters l WHERE l.case_id = $1 AND l.issued_at = $2 ORDER BY l.id DESC LIMIT 1`,
      [row.id, await tx.now()],
    );
    const [found] = rows;
    if (found === undefined) return null;
    const { kind, facts, frame, issued_at: issuedAt, typed_number: typed } = found;
    return { row, kind, frozen: { data: facts, number: typed ?? '[nomor surat]', issuedAt, frame } };
  }

  /** A letter that was written and taken back, with the person left open, and the number unless it was typed. */
  previewOf({ row, kind, frozen }: WrittenLetter): Buffer {
    return this.print(row, kind, frozen, HIDDEN_PERSON);
  }

  /** Prints a frozen letter; the same letter and person give the same bytes. */
  print(row: CaseRow, kind: NoticeKind, frozen: FrozenLetter, requester: AddressedPerson): Buffer {
    const { signer, ...frame } = (frozen.frame ?? this.frameOf(row)) as Frame;
    const letter = {
      ...(frozen.data as NoticeBody<NoticeKind>),
      ...frame,
      registerNumber: row.register_number,
      ...(kind === 'payment-receipt'
        ? { receiptNumber: frozen.number ?? '-', payer: requester.name }
        : {
            signer,
            letterNumber: frozen.number,
            issuedOn: printedDate(localDayOf(frozen.issuedAt)),
            ...readerOf(kind, requester),
          }),
    };
    return this.printer.print(kind, letter as unknown as LetterOf<typeof kind>, {
      createdAt: frozen.issuedAt,
      draft: frozen.draft ?? false,
    });
  }

  private frameOf(row: CaseRow): Frame {
    return {
      letterhead: letterheadOf(this.city),
      statusAddress: statusAddressOf(this.city),
      statusLink: `${this.config.publicUrl}${this.links.statusPath(row.id, row.link_epoch)}`,
      signer: signerOf(this.city),
    };
  }
}

/** Who gets a letter; only the notice of refusal prints the occupation. */
export interface AddressedPerson extends Addressee {
  readonly occupation: string | null;
}

const HIDDEN_PERSON: AddressedPerson = { ...HIDDEN_ADDRESSEE, occupation: '[pekerjaan pemohon]' };

function readerOf(kind: NoticeKind, { occupation, ...addressee }: AddressedPerson): object {
  if (IMPERSONAL.has(kind)) return {};
  return { requester: kind === 'refusal-notice' ? { ...addressee, occupation } : addressee };
}

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
