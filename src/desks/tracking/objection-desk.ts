import { Injectable } from '@nestjs/common';
import { OpenObjectionGrounds, type GroundChoice } from '../../cases/objections/open-objection-grounds.js';
import { Database } from '../../platform/database/database.js';
import { requesterOf } from '../../platform/database/scope.js';
import type { Texts } from '../../platform/views/texts.js';
import type { PageError } from './act-form.js';
import type { ObjectionDraft } from './objection.page.js';
import type { TrackSession } from './track-sessions.js';
import { TrackedCases } from './tracked-case.queries.js';
import type { TrackedCase } from './tracked-case.js';

/** What the pages of an objection read: the case, and the grounds that it bears today. */
@Injectable()
export class ObjectionDesk {
  constructor(
    private readonly database: Database,
    private readonly cases: TrackedCases,
    private readonly grounds: OpenObjectionGrounds,
  ) {}

  read({ row }: TrackSession): Promise<TrackedCase> {
    return this.cases.read(row);
  }

  open({ row }: TrackSession): Promise<{ readonly tracked: TrackedCase; readonly choice: GroundChoice }> {
    return this.database.read(requesterOf(row.id), { kind: 'case', caseId: row.id }, async (tx) => ({
      tracked: await this.cases.readIn(tx, row),
      choice: await this.grounds.of(tx, row),
    }));
  }

  /** Whether anything may be objected to that the superior has not decided or is not asked about already. */
  async mayObjectAnew({ row, objections }: TrackedCase): Promise<boolean> {
    if (objections.length === 0) return true;
    const { open } = await this.database.read(requesterOf(row.id), { kind: 'case', caseId: row.id }, (tx) =>
      this.grounds.of(tx, row),
    );
    return open.some(({ ground }) => ground !== 'b');
  }

  /** Chosen grounds that are not open today, each with its name, so that the form says it before the register does. */
  async notOpen(session: TrackSession, draft: ObjectionDraft, texts: Texts): Promise<readonly PageError[]> {
    const { choice } = await this.open(session);
    return choice.others
      .filter((ground) => draft.grounds.includes(ground))
      .map((ground) => ({
        field: 'alasan',
        message: texts.t('objections.errors.not-open', { ground: texts.t(`objections.ground.${ground}`) }),
      }));
  }
}
