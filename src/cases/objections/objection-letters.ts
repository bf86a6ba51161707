import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { DueRows } from '../../office/deadlines/due-rows.js';
import { LetterNumbers } from '../../office/documents/letter-numbers.js';
import { StoredFiles } from '../../office/documents/stored-files.js';
import type { Person } from '../../office/requesters/person.js';
import { Requesters } from '../../office/requesters/requesters.js';
import { City } from '../../platform/config/city.js';
import { Config } from '../../platform/config/config.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Actor } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { letterheadOf, statusAddressOf } from '../../platform/letters/letter-city.js';
import type { LetterOf } from '../../platform/letters/letter-data.js';
import { printedDate } from '../../platform/letters/letter-dates.js';
import { HIDDEN_ADDRESSEE, type Addressee } from '../../platform/letters/letter-parts.js';
import { LetterPrinter } from '../../platform/letters/letter-printer.js';
import { addresseeOf } from '../requests/case-letters.js';
import { LetterPresses, type IssuedLetter, type LetterPress } from '../requests/letter-presses.js';
import { ObjectionFiles } from './objection-files.js';
import { ObjectionLinks } from './objection-links.js';
import { objectionReplyLetter, type ReplyLetterBody } from './objection-reply.letter.js';
import { isDisputed } from './is-disputed.queries.js';
import { lockTarget, type ObjectionTarget } from './objection-row.js';
import type { IssuedReply } from './reply.js';
import { invalid } from '../../platform/http/problems.js';

type Frame = Pick<
  LetterOf<'objection-reply'>,
  'letterhead' | 'registerNumber' | 'statusAddress' | 'statusLink' | 'signer'
>;

const KIND = 'objection-reply';

/** An answer between its step and its printing. */
export interface WrittenReply {
  readonly facts: ReplyLetterBody;
  readonly frame: Frame;
  readonly issued_at: Date;
}

/** The superior's letter: frozen with the step, without the person; the identity is merged when it is printed. */
@Injectable()
export class ObjectionLetters implements LetterPress {
  constructor(
    presses: LetterPresses,
    readonly city: City,
    private readonly config: Config,
    private readonly printer: LetterPrinter,
    private readonly numbers: LetterNumbers,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly dueRows: DueRows,
    private readonly requesters: Requesters,
    private readonly stored: StoredFiles,
    private readonly files: ObjectionFiles,
    private readonly links: ObjectionLinks,
  ) {
    presses.register(KIND, this);
  }

  /** Freezes the answer and has it printed at once. Returns the letter's id. Throws 422 for number or signed copy. */
  async issueReply(tx: Tx, target: ObjectionTarget, reply: IssuedReply): Promise<string> {
    const id = newId();
    const now = await tx.now();
    const { row, objection } = target;
    const number = await this.numbers.give(tx, reply.letterNumber);
    await this.claimSigned(tx, target, reply.signedFileId);
    const signedAt = reply.signedFileId === null ? null : now;
    const body = await this.bodyOf(tx, target, reply);
    await tx.query(
      `INSERT INTO letters (id, case_id, objection_id, kind, stage, number, facts, frame, issued_at, issued_by,
         signed_file_id, signed_at, signed_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        id,
        row?.id ?? null,
        objection.id,
        KIND,
        objection.id,
        number,
        JSON.stringify(body),
        JSON.stringify(this.frameOf(target, tx.actor)),
        now,
        tx.actor.id,
        reply.signedFileId,
        signedAt,
        signedAt === null ? null : tx.actor.id,
      ],
    );
    await this.dueRows.start(tx, [
      {
        caseId: row?.id ?? null,
        objectionId: objection.id,
        kind: 'issue-letter',
        stage: id,
        dueAt: now,
        facts: { letterId: id },
      },
    ]);
    return id;
  }

  /** The answer that this transaction has written, as it was frozen. Throws where it wrote none. */
  async written(tx: Tx, objectionId: string): Promise<WrittenReply> {
    const [found] = await tx.query<WrittenReply>(
      'SELECT facts, frame, issued_at FROM letters WHERE objection_id = $1 AND kind = $2 AND issued_at = $3',
      [objectionId, KIND, await tx.now()],
    );
    if (found === undefined) throw new Error('no answer was written');
    return found;
  }

  /** The same as a draft in print, with the person hidden and a number that the counter gives left open. */
  draftOf(written: WrittenReply, typedNumber: string | null): Buffer {
    const number = typedNumber ?? '[nomor surat]';
    return this.print({ ...written, number }, HIDDEN_ADDRESSEE, true);
  }

  /** Prints an issued answer with the person's name and keeps it. */
  async issue(tx: Tx, letter: IssuedLetter): Promise<string | null> {
    const target = await lockTarget(tx, letter.objection_id ?? '');
    if (target === null) return null;
    const { row, objection } = target;
    const { person } = await this.requesters.open(tx, objection.requester_id);
    const { contact, name, address } = addresseeOf(person);
    return this.stored.keep(tx, {
      caseId: row?.id ?? null,
      ...(row === null ? { objectionId: objection.id } : {}),
      purpose: 'letter',
      name: `tanggapan-keberatan-${objection.register_number}.pdf`,
      type: 'application/pdf',
      content: this.print(letter, { contact, address, name: nameOf(person, name) }),
      uploadedBy: 'system',
    });
  }

  private print(
    letter: Pick<IssuedLetter, 'facts' | 'frame' | 'number' | 'issued_at'>,
    requester: Addressee,
    draft = false,
  ): Buffer {
    const whole: LetterOf<typeof KIND> = {
      ...(letter.facts as ReplyLetterBody),
      ...(letter.frame as Frame),
      letterNumber: letter.number,
      issuedOn: printedDate(localDayOf(letter.issued_at)),
      requester,
    };
    return this.printer.print(KIND, whole, { createdAt: letter.issued_at, draft });
  }

  private async bodyOf(tx: Tx, target: ObjectionTarget, reply: IssuedReply): Promise<ReplyLetterBody> {
    const now = await tx.now();
    const onPaper = await this.requesters.goesOnPaper(tx, target.objection.requester_id);
    const calendar = await this.calendar.forCase(target.objection);
    const rules = await this.rules.ofCase(target.objection);
    const disputed = await isDisputed(tx, target.objection.id);
    return objectionReplyLetter({
      ...{ target, reply, now, calendar, rules, city: this.city, onPaper },
      isDisputed: disputed,
    });
  }

  private frameOf(target: ObjectionTarget, actor: Actor): Frame {
    const { row, objection } = target;
    const { superior, place } = this.city;
    const isDelegate = objection.delegate_id !== null && objection.delegate_id === actor.id;
    const office = isDelegate ? `a.n. ${superior.title.id}` : superior.title.id;
    // Who answers signs, as the register and the refusal name the same person; the number belongs to the one it names.
    const name = actor.name ?? superior.name;
    return {
      letterhead: letterheadOf(this.city),
      registerNumber: row?.register_number ?? objection.register_number,
      statusAddress: statusAddressOf(this.city),
      statusLink: `${this.config.publicUrl}${this.links.pathOf(target)}`,
      signer: { place, office, name, nip: name === superior.name ? superior.staffNumber : null },
    };
  }

  private async claimSigned(tx: Tx, target: ObjectionTarget, fileId: string | null): Promise<void> {
    if (fileId === null) return;
    const [file] = await tx.query<{ type: string }>(
      `SELECT type FROM files WHERE id = $1 AND case_id IS NULL AND purpose = 'upload'`,
      [fileId],
    );
    const isOther = file !== undefined && file.type !== 'application/pdf';
    const lost = isOther ? [] : await this.files.claim(tx, target, [fileId], 'letter', 'staff');
    if (!isOther && lost.length === 0) return;
    throw invalid([
      isOther
        ? { field: 'signedFileId', code: 'wrong-type', message: 'requests.errors.signed-copy-type' }
        : { field: 'signedFileId', code: 'unknown-file', message: 'problems.fields.unknown-file' },
    ]);
  }
}

/** A proxy is addressed as what the proxy is. */
function nameOf({ principal }: Person, name: string): string {
  return principal === null ? name : `${name}, kuasa ${principal.name}`;
}
