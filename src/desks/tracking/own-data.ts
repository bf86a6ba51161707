import { Injectable } from '@nestjs/common';
import { messagesOfCase, type CaseMessage } from '../../cases/messages/messages.queries.js';
import type { CaseRow } from '../../cases/requests/case-row.js';
import { maskedNationalId } from '../../office/requesters/person.js';
import { Requesters, type OpenRequester } from '../../office/requesters/requesters.js';
import { Database } from '../../platform/database/database.js';
import { requesterOf } from '../../platform/database/scope.js';
import { TrackedCases } from './tracked-case.queries.js';
import type { TrackedCase } from './tracked-case.js';

/** A case with its person, for the person alone. */
export interface OwnCase {
  readonly tracked: TrackedCase;
  readonly requester: OpenRequester;
  readonly messages: readonly CaseMessage[];
}

/** The requester's own data: read for the pages, written out for the copy. */
@Injectable()
export class OwnData {
  constructor(
    private readonly database: Database,
    private readonly cases: TrackedCases,
    private readonly requesters: Requesters,
  ) {}

  read(row: CaseRow): Promise<OwnCase> {
    return this.database.read(requesterOf(row.id), { kind: 'case', caseId: row.id }, async (tx) => ({
      tracked: await this.cases.readIn(tx, row),
      requester: await this.requesters.open(tx, row.requester_id),
      messages: await messagesOfCase(tx, row.id),
    }));
  }

  /** The copy, field by field. The NIK stays masked: the copy may lie about, and its owner knows the number. */
  async copy(row: CaseRow): Promise<object> {
    const { tracked, requester, messages } = await this.read(row);
    const { person } = requester;
    const masked = (nationalId: string | null): string | null =>
      nationalId === null ? null : maskedNationalId(nationalId);
    return {
      registerNumber: row.register_number,
      copiedAt: tracked.now.toISOString(),
      requester: {
        kind: requester.kind,
        name: person.name,
        nationalId: masked(person.nationalId),
        address: person.address,
        email: person.email,
        phone: person.phone,
        occupation: person.occupation,
        decreeNumber: person.decreeNumber,
        principal:
          person.principal === null
            ? null
            : { ...person.principal, nationalId: masked(person.principal.nationalId) },
        members: person.members.map((member) => ({ ...member, nationalId: masked(member.nationalId) })),
        identity: requester.identityKind,
        identityVerifiedAt: requester.verified?.at.toISOString() ?? null,
        citizenship: requester.citizenship,
        language: requester.language,
      },
      request: {
        informationRequested: row.question,
        purpose: { kind: row.purpose_kind, text: row.purpose_text },
        access: row.access,
        delivery: row.delivery,
        format: row.format,
        channel: row.channel,
        receivedAt: row.received_at.toISOString(),
        mayPublish: row.may_publish,
        status: row.status,
        outcome: row.outcome,
      },
      messages: messages.map(({ direction, text, at }) => ({ direction, text, at: at.toISOString() })),
      files: tracked.documents.map(({ kind, name, type, bytes, sha256 }) => ({
        kind,
        name,
        type,
        bytes,
        sha256,
      })),
      processing: tracked.events.map(({ at, event }) => ({ at: at.toISOString(), event })),
    };
  }
}
