import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { lengthens } from '../../law/paper-letter.js';
import { awaitsNotice } from '../../law/request-states.js';
import { isLiveObjection } from '../../law/state-sets.js';
import type { CaseRow } from '../../cases/requests/case-row.js';
import { AgencyDirectory } from '../../office/agencies/agencies.queries.js';
import { CurrentCalendar } from '../../office/calendar/current-calendar.js';
import { CityRules } from '../../office/calendar/city-rules.js';
import { StoredFiles, type FileRow } from '../../office/documents/stored-files.js';
import { Database, type RowsOf, type Statement } from '../../platform/database/database.js';
import { requesterOf } from '../../platform/database/scope.js';
import type { Tx } from '../../platform/database/tx.js';
import { isLate, type TrackedCase, type TrackedObjection, type WithheldFor } from './tracked-case.js';
import {
  ANSWER,
  NO_ANSWER,
  STORY,
  STORY_IN_SIGHT,
  type AnswerDetails,
  type StoredObjection,
  type StoryDetails,
} from './tracked-details.js';
import { trackedDocuments, type GivenOut } from './tracked-documents.js';

/** What the statements of `TrackedCases.story` bring. */
export type StoryRows = [StoryDetails, FileRow];

/**
 * Reads a whole case for its requester, however long its story. What only an answer or an objection brings is read where
 * one may be: most who look wait for theirs.
 */
@Injectable()
export class TrackedCases {
  constructor(
    private readonly database: Database,
    private readonly files: StoredFiles,
    private readonly agencies: AgencyDirectory,
    private readonly calendar: CurrentCalendar,
    private readonly rules: CityRules,
  ) {}

  /** In a transaction of its own, with sight of this one case only. */
  async read(row: CaseRow): Promise<TrackedCase> {
    if (row.noticed_at === null) return this.told(row, await this.asked<StoryRows>(row, this.story));
    const all = [...this.story, answerOf(row)];
    const [[story], files, [answer]] = await this.asked<[...StoryRows, AnswerDetails]>(row, all);
    return this.tracked(row, story, answer, files);
  }

  /** What is asked of every case, in a packet that finds the case and narrows itself to it; `told` makes a case of it. */
  get story(): readonly Statement[] {
    return [{ sql: STORY_IN_SIGHT, params: [] }, this.files.ofFamilyInSight()];
  }

  /** The case from what `story` brought; what only an answer or an objection brings is read where one may be. */
  async told(row: CaseRow, [[story], files]: RowsOf<StoryRows>): Promise<TrackedCase> {
    const hasMore = row.noticed_at !== null || story?.has_more === true;
    const [[answer]] = hasMore ? await this.asked<[AnswerDetails]>(row, [answerOf(row)]) : [[]];
    return this.tracked(row, story, answer, files);
  }

  private asked<Rows extends readonly unknown[]>(
    row: CaseRow,
    statements: readonly Statement[],
  ): Promise<RowsOf<Rows>> {
    return this.database.together<Rows>(requesterOf(row.id), { kind: 'case', caseId: row.id }, statements);
  }

  /** Inside the transaction of an act. */
  async readIn(tx: Tx, row: CaseRow): Promise<TrackedCase> {
    const { sql, params } = this.files.ofFamily(row.id);
    const [[told], [answer], files] = await Promise.all([
      tx.query<StoryDetails>(STORY, [row.id]),
      tx.query<AnswerDetails>(ANSWER, [row.id]),
      tx.query<FileRow>(sql, params),
    ]);
    return this.tracked(row, told, answer, files);
  }

  private async tracked(
    kept: CaseRow,
    story: StoryDetails | undefined,
    answer: AnswerDetails | undefined,
    fileRows: readonly FileRow[],
  ): Promise<TrackedCase> {
    if (story?.id !== kept.id) throw new Error('a case gave no story of its own');
    const details = { ...story, ...(answer ?? NO_ANSWER) };
    const row = inForce(kept, details.extension);
    const files = fileRows.map((file) => this.files.factsOf(file));
    const isSplit = details.decisions.length > 1;
    const decisions = details.decisions.map((stored) => ({
      ...stored,
      item: isSplit ? stored.item : null,
      at: new Date(stored.at),
    }));
    const withheldFor = withheldOf(row, details);
    const given = details.decisions.flatMap(({ fileIds }) => fileIds);
    const objections = details.objections.map(objectionOf);
    return {
      row,
      agency: row.agency_code === null ? null : await this.agencies.byCode(row.agency_code),
      now: details.now,
      realNow: details.real_now,
      today: localDayOf(details.now),
      calendar: await this.calendar.forCase(row),
      rules: await this.rules.ofCase(row),
      overdue: isLate(row, details.now),
      events: details.events.map((stored) => ({ ...stored, at: new Date(stored.at) })),
      documents: trackedDocuments(files, {
        letters: details.letters,
        withheld: withheldFiles(details.decisions, withheldFor),
        given: [
          ...details.handed_over,
          ...handedOverOn(details),
          ...decisions.map(({ at, fileIds }) => ({ on: localDayOf(at), fileIds })),
        ],
      }),
      handedOver: details.handed_over,
      decisions,
      deliveredOn: details.delivered_on,
      withheldFor: given.length === 0 ? null : withheldFor,
      deliveryReference: details.delivery_reference,
      paid: details.paid,
      loweredCost: details.lowered_cost,
      toReturn: details.to_return,
      oldRegisterCost: details.old_register_cost,
      extension: details.extension,
      missing: details.missing,
      hasLateRepair: details.has_late_repair,
      windowFrom: details.window_from,
      objections,
      objection: objections.find(({ status }) => isLiveObjection(status)) ?? objections[0] ?? null,
      dispute: details.dispute,
      orders: details.orders,
      prepared: awaitsNotice(row.status) ? details.prepared : null,
      messages: details.messages,
      parts: details.parts,
    };
  }
}

function answerOf({ id }: CaseRow): Statement {
  return { sql: ANSWER, params: [id] };
}

/**
 * The case with the date in force: once it is answered, an extension whose letter did not leave in time has lengthened
 * nothing (decision 0087). While no answer is written the date that the letter names stays.
 */
function inForce(row: CaseRow, extension: StoryDetails['extension']): CaseRow {
  if (row.noticed_at === null || extension === null || lengthens(extension, extension.termEndOn)) return row;
  return { ...row, due_on: extension.termEndOn, due_kind: 'first', extended_at: null };
}

function withheldOf(row: CaseRow, details: AnswerDetails): WithheldFor | null {
  const isGiven = row.status !== 'granted_open' || !details.is_rest_alone;
  if (details.delivered_on !== null && isGiven) return null;
  const asked = details.decisions.reduce((sum, { cost }) => sum + cost, details.old_register_cost ?? 0);
  if ((details.lowered_cost ?? asked) > details.paid)
    return row.status === 'withdrawn' ? 'withdrawal' : 'payment';
  return row.access === 'inspect' ? 'inspection' : null;
}

// Of several items a cost holds back the files that it is asked for.
function withheldFiles(
  decisions: AnswerDetails['decisions'],
  withheldFor: WithheldFor | null,
): readonly string[] {
  if (withheldFor === null) return [];
  return decisions.flatMap(({ cost, fileIds }) => (withheldFor === 'payment' && cost === 0 ? [] : fileIds));
}

function handedOverOn({ delivered_on: on, delivery_files: fileIds }: AnswerDetails): GivenOut['given'] {
  return on === null ? [] : [{ on, fileIds: fileIds ?? [] }];
}

function objectionOf({ repliedAt, enteredAt, ...rest }: StoredObjection): TrackedObjection {
  const enteredOn = localDayOf(new Date(enteredAt));
  return { ...rest, enteredOn, repliedOn: repliedAt === null ? null : localDayOf(new Date(repliedAt)) };
}
