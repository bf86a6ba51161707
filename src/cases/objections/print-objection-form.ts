import { Injectable } from '@nestjs/common';
import { localDayOf, type LocalDate } from '../../law/local-date.js';
import { objectionReplyStart } from '../../law/objection-windows.js';
import type { TermCount } from '../../law/term.js';
import type { WorkingCalendar } from '../../law/working-calendar.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { FrozenLetters, type FrozenSubject } from '../../office/documents/frozen-letters.js';
import type { Person } from '../../office/requesters/person.js';
import { Requesters } from '../../office/requesters/requesters.js';
import { City } from '../../platform/config/city.js';
import { Config } from '../../platform/config/config.js';
import type { Tx } from '../../platform/database/tx.js';
import { notFound } from '../../platform/http/problems.js';
import type { LetterOf } from '../../platform/letters/letter-data.js';
import { HIDDEN_ADDRESSEE } from '../../platform/letters/letter-parts.js';
import { LetterPrinter } from '../../platform/letters/letter-printer.js';
import { Views } from '../../platform/views/views.js';
import { objectionWindowCountOf, type WindowStart } from '../requests/case-counts.js';
import type { CaseRow } from '../requests/case-row.js';
import { objectionForm } from './objection-form.letter.js';
import { ObjectionLinks } from './objection-links.js';
import { objectionsOf, type ObjectionTarget } from './objection-row.js';

/** A printed form, ready to be handed out. */
export interface PrintedForm {
  readonly name: string;
  readonly content: Buffer;
}

/** Prints the statement of objection on demand: it says for ever what its first print said. The transaction must write. */
@Injectable()
export class PrintObjectionForm {
  constructor(
    private readonly frozen: FrozenLetters,
    private readonly requesters: Requesters,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
    private readonly printer: LetterPrinter,
    private readonly links: ObjectionLinks,
    private readonly views: Views,
    private readonly city: City,
    private readonly config: Config,
  ) {}

  /** The form of one objection of this case, by its register number. Throws 404 for any other. */
  async run(tx: Tx, row: CaseRow, number: string): Promise<PrintedForm> {
    const objection = (await objectionsOf(tx, row.id)).find((one) => one.register_number === number);
    if (objection === undefined) throw notFound();
    return this.print(tx, { row, objection });
  }

  /** The form of any objection, with or without a request behind it; the code only on the print made at its entry. */
  async print(tx: Tx, target: ObjectionTarget, trackingCode: string | null = null): Promise<PrintedForm> {
    const { objection } = target;
    const subject = subjectOf(target);
    const frozen = await this.frozen.first(tx, subject, () => this.letter(tx, target));
    const letter = { ...frozen, trackingCode };
    return {
      name: `pernyataan-keberatan-${objection.register_number}.pdf`,
      content: this.printer.print('objection-form', letter, { createdAt: objection.received_at }),
    };
  }

  /** The same with the persons hidden, for who decides it: kept nowhere, and the words of the first print where there is one. */
  async printHidden(tx: Tx, target: ObjectionTarget): Promise<PrintedForm> {
    const { objection } = target;
    const subject = subjectOf(target);
    const whole =
      (await this.frozen.kept<LetterOf<'objection-form'>>(tx, subject)) ?? (await this.letter(tx, target));
    const { name, address } = HIDDEN_ADDRESSEE;
    const letter = {
      ...whole,
      trackingCode: null,
      requester: { name, address, occupation: null, phone: null },
      proxy: whole.proxy === null ? null : { name: '[nama kuasa]', address: '[alamat kuasa]', phone: null },
    };
    return {
      name: `pernyataan-keberatan-${objection.register_number}.pdf`,
      content: this.printer.print('objection-form', letter, { createdAt: objection.received_at }),
    };
  }

  private async letter(tx: Tx, target: ObjectionTarget): Promise<LetterOf<'objection-form'>> {
    const { row, objection } = target;
    const filer = await this.requesters.open(tx, objection.requester_id);
    const principal =
      row === null || objection.requester_id === row.requester_id
        ? null
        : await this.requesters.open(tx, row.requester_id);
    const calendar = await this.calendar.forCase(objection);
    const own = row === null && filer.person.principal !== null;
    return objectionForm({
      row,
      objection,
      requester: own ? principalOf(filer.person) : (principal ?? filer).person,
      proxy: own || principal !== null ? filer.person : null,
      receivedBy: await receivedBy(tx, objection.id),
      countedFrom: objectionReplyStart(
        { receivedOn: objection.received_on, enteredOn: localDayOf(objection.entered_at) },
        await this.rules.ofCase(objection),
      ),
      objectionUntil: row === null ? null : await windowAtFiling(tx, row, objection.id, calendar),
      statusLink: `${this.config.publicUrl}${this.links.pathOf(target)}`,
      calendar,
      city: this.city,
      texts: this.views.in('id'),
    });
  }
}

function subjectOf({ row, objection }: ObjectionTarget): FrozenSubject {
  return {
    kind: 'objection-form',
    of: objection.id,
    caseId: row?.id ?? null,
    objectionId: objection.id,
  };
}

/** Whom a proxy files for, where no request names them. */
function principalOf(proxy: Person): Person {
  const { principal } = proxy;
  return {
    ...proxy,
    name: principal?.name ?? proxy.name,
    address: principal?.address === undefined || principal.address === '' ? proxy.address : principal.address,
    nationalId: principal?.nationalId ?? null,
    phone: null,
    email: null,
    occupation: null,
    principal: null,
  };
}

async function receivedBy(tx: Tx, objectionId: string): Promise<string | null> {
  const rows = await tx.query<{ name: string }>(
    'SELECT s.name FROM objection_intakes i JOIN staff s ON s.id = i.staff_id WHERE i.objection_id = $1',
    [objectionId],
  );
  return rows[0]?.name ?? null;
}

/** The last day to object that stood at filing, with the term that ends on it: of a ground found then, or of the notice. */
async function windowAtFiling(
  tx: Tx,
  row: CaseRow,
  objectionId: string,
  calendar: WorkingCalendar,
): Promise<{ readonly day: LocalDate; readonly count: TermCount | null } | null> {
  const [filed] = await tx.query<{ until: LocalDate | null }>(
    `SELECT facts->>'objectionUntil' AS until FROM due_rows
     WHERE case_id = $1 AND kind = 'objection-reply' AND stage = $2`,
    [row.id, objectionId],
  );
  const day = filed?.until ?? null;
  if (day === null) return null;
  const starts = await tx.query<WindowStart>(
    `SELECT facts->>'foundOn' AS on, facts->>'dayZero' AS "dayZero" FROM due_rows
     WHERE case_id = $1 AND kind = 'objection-window' AND facts ? 'foundOn' AND facts ? 'dayZero' ORDER BY id DESC`,
    [row.id],
  );
  const counted = [...starts, null].map((start) =>
    objectionWindowCountOf({ ...row, objection_until: day }, calendar, start),
  );
  return { day, count: counted.find((count) => count !== null) ?? null };
}
