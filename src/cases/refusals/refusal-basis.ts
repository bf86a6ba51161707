import { Injectable } from '@nestjs/common';
import { checkTestSheet, type TestSheet } from '../../law/harm-test.js';
import { parseLocalDate, type LocalDate } from '../../law/local-date.js';
import { LetterNumbers } from '../../office/documents/letter-numbers.js';
import { City } from '../../platform/config/city.js';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { invalid, refused } from '../../platform/http/problems.js';
import type { CaseRow } from '../requests/case-row.js';
import { givenNumber } from './numbered-paper.js';
import { isInForce, readDecree, readSheet, type DecreeRow, type TestSheetRow } from './refusal-records.js';
import type { ProposeRefusalBody } from './refusals.dto.js';

/** What a refusal rests on: a test sheet, and the decree where one is in force already. */
export interface Basis {
  readonly sheet: TestSheetRow;
  readonly decree: DecreeRow | null;
}

/** Makes or finds the basis of a refusal (PerKI 1/2021 art. 49). */
@Injectable()
export class RefusalBases {
  constructor(
    private readonly numbers: LetterNumbers,
    private readonly city: City,
  ) {}

  /** Throws 409 `test-sheet-incomplete` with every missing part, 422 for a decree that does not bear it. */
  async of(
    tx: Tx,
    row: CaseRow,
    body: ProposeRefusalBody & { readonly information: string },
    today: LocalDate,
  ): Promise<Basis> {
    return body.decreeId == null
      ? { sheet: await this.test(tx, body, today), decree: null }
      : this.reuse(tx, row, body.decreeId, today);
  }

  /** Names the missing parts before anything is written; the sheet gets its number. */
  async test(
    tx: Tx,
    body: TypedSheet & { readonly information: string; readonly testSheetNumber?: string | null },
    today: LocalDate,
  ): Promise<TestSheetRow> {
    const sheet = sheetOf(body);
    const complete = checkTestSheet(sheet, today);
    if (!complete.ok) throw refused(complete.refusal, { missing: complete.missing });
    const row = {
      id: newId(),
      information: body.information,
      article17: sheet.article17,
      statute: sheet.statute,
      harm_if_opened: sheet.harmIfOpened,
      harm_if_closed: sheet.harmIfClosed,
      exempt_until: sheet.exemptUntil,
      testers: sheet.testers,
      tested_on: today,
      place: this.city.place,
    };
    const number = await givenNumber(
      body.testSheetNumber ?? null,
      'testSheetNumber',
      () => this.numbers.next(tx, today, 'testSheet'),
      (free) => insertSheet(tx, { ...row, number: free }),
    );
    return { ...row, number };
  }

  private async reuse(tx: Tx, row: CaseRow, decreeId: string, today: LocalDate): Promise<Basis> {
    const decree = await readDecree(tx, decreeId);
    const isOurs = decree !== null && (decree.agency_code === null || decree.agency_code === row.agency_code);
    if (decree === null || !isOurs) throw decreeFault('unknown-decree', 'refusals.errors.decree-unknown');
    if (!isInForce(decree, today)) throw decreeFault('decree-ended', 'refusals.errors.decree-ended');
    return { sheet: await readSheet(tx, decree.test_sheet_id), decree };
  }
}

async function insertSheet(tx: Tx, row: TestSheetRow): Promise<boolean> {
  const inserted = await tx.query(
    `INSERT INTO test_sheets (id, number, information, article17, statute, harm_if_opened, harm_if_closed,
       exempt_until, testers, tested_on, place, staff_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     ON CONFLICT DO NOTHING RETURNING id`,
    [
      row.id,
      row.number,
      row.information,
      row.article17,
      row.statute,
      row.harm_if_opened,
      row.harm_if_closed,
      row.exempt_until,
      JSON.stringify(row.testers),
      row.tested_on,
      row.place,
      tx.actor.id,
      await tx.now(),
    ],
  );
  return inserted.length === 1;
}

type TypedSheet = Pick<
  ProposeRefusalBody,
  'article17' | 'statute' | 'harmIfOpened' | 'harmIfClosed' | 'exemptUntil' | 'testers'
>;

/** The test as the law reads it; what was left out is blank. Throws 422 for a day that does not exist. */
export function sheetOf(body: TypedSheet): TestSheet {
  return {
    article17: [...(body.article17 ?? [])].sort(),
    statute: body.statute ?? '',
    harmIfOpened: body.harmIfOpened ?? '',
    harmIfClosed: body.harmIfClosed ?? '',
    exemptUntil: readUntil(body.exemptUntil ?? null),
    testers: (body.testers ?? []).map(({ name, position, unit }) => ({
      name: name ?? '',
      position: position ?? '',
      unit: unit ?? '',
    })),
  };
}

function readUntil(typed: string | null): LocalDate | null {
  if (typed === null) return null;
  const day = parseLocalDate(typed);
  if (day !== null) return day;
  throw invalid([{ field: 'exemptUntil', code: 'wrong-date', message: 'refusals.errors.exempt-until' }]);
}

function decreeFault(code: string, message: string): Error {
  return invalid([{ field: 'decreeId', code, message }]);
}
