import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A proposal of refusal ends with its request: who withdrew a request leaves nothing to be consented to. */
export class ProposalsThatEnded20261128000003 implements MigrationInterface {
  name = 'ProposalsThatEnded20261128000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const TABLE = /* sql */ `
alter table refusal_proposals
  add column ended_at timestamptz,
  drop constraint refusal_proposals_status,
  drop constraint refusal_proposals_decided;
update refusal_proposals p set status = 'ended', ended_at = c.closed_at
from cases c where c.id = p.case_id and p.status = 'open' and c.closed_at is not null;
alter table refusal_proposals
  add constraint refusal_proposals_status check (status in ('open', 'consented', 'returned', 'ended')),
  add constraint refusal_proposals_decided check ((status in ('open', 'ended')) = (decided_at is null)
    and (decided_at is null) = (decided_by is null)),
  add constraint refusal_proposals_ended check ((status = 'ended') = (ended_at is not null));
`;
