import { mayDecideProposal } from '../../law/harm-test.js';
import { nextState } from '../../law/next-state.js';
import type { Tx } from '../../platform/database/tx.js';
import { refused } from '../../platform/http/problems.js';
import type { CaseRow } from '../requests/case-row.js';
import { proposalsOf, type WholeProposal } from './refusal-records.js';

/** The proposals that wait, after the state table and the rule of two people have been asked. Throws 409. */
export async function proposalsToDecide(
  tx: Tx,
  row: CaseRow,
  event: 'consent' | 'return',
): Promise<readonly WholeProposal[]> {
  const possible = nextState(row.status, event, { extent: 'full', isExtended: row.extended_at !== null });
  if (!possible.ok) throw refused(row.noticed_at === null ? possible.refusal : 'already-answered');
  const open = await proposalsOf(tx, row.id, 'open');
  if (open.length === 0) throw refused('not-in-this-state');
  for (const { proposal } of open) {
    const another = mayDecideProposal(proposal.proposed_by, tx.actor.id ?? '');
    if (!another.ok) throw refused(another.refusal);
  }
  return open;
}

/** Writes who decided, when and how. */
export async function settleProposal(
  tx: Tx,
  { proposal }: WholeProposal,
  how: {
    readonly status: 'consented' | 'returned';
    readonly reason: string | null;
    readonly decreeId: string | null;
  },
): Promise<void> {
  await tx.execute(
    `UPDATE refusal_proposals SET status = $2, decided_by = $3, decided_at = $4, reason = $5, decree_id = $6
     WHERE id = $1 AND status = 'open'`,
    [proposal.id, how.status, tx.actor.id, await tx.now(), how.reason, how.decreeId],
  );
}
