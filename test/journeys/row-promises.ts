import { DEADLINE_KINDS } from '../../src/law/deadline-kinds.js';
import { LIFECYCLE } from '../../src/law/request-lifecycle.js';
import type { TimeLimitId } from '../../src/law/time-limits.js';
import type { LetterName, NoticeName, Transition } from '../../src/law/transition.js';
import type { TestApp } from '../support/app.js';

/*
 * What the state table says of letters, notices and started clocks is done by the use cases, not read by them. Here it is
 * held against what really happened: after any number of journeys, each step in the trail has left the papers, mails and
 * clocks of its row, and no others. All that one transaction does bears the same moment.
 */

/**
 * The papers that a letter of the law is made of, each with the kinds that may stand for it; the receipts are printed when
 * they are asked for, never kept. A refusal is no refusal without its decree and the sheet of the test (PerKI 1/2021 art.
 * 34(2), 49): all three go out, of a partial one with the written notice.
 */
const PAPERS: Readonly<Record<LetterName, readonly (readonly string[])[]>> = {
  receipt: [],
  'objection-receipt': [],
  'incompleteness-letter': [['incomplete-notice']],
  'extension-notice': [['extension-notice']],
  'written-notice': [['decision-notice', 'not-held-notice']],
  'refusal-with-decree': [['refusal-notice', 'decision-notice'], ['exemption-decree'], ['test-sheet']],
  'payment-receipt': [['payment-receipt']],
  'objection-reply': [['objection-reply']],
};

/** Which notice a full or partial refusal has, by the state that it leads to. */
const NOTICE_OF: Readonly<Record<string, string>> = {
  closed_refused: 'refusal-notice',
  granted_open: 'decision-notice',
};

/** The mails that tell of an occasion: all of them go out. */
const MAILS: Readonly<Record<NoticeName, readonly string[]>> = {
  registered: ['registered'],
  'completeness-lapsed-to-desk': ['completeness-treated'],
  'needs-completing': ['needs-completing'],
  complete: ['repaired-complete'],
  'closed-incomplete': ['closed-incomplete'],
  'case-assigned': [],
  extended: ['extended'],
  'consent-wanted': ['consent-wanted'],
  'proposal-returned': ['proposal-returned'],
  answered: ['answered'],
  'how-to-receive': ['copy-ready'],
  delivered: ['copy-ready'],
  'delivery-late-to-office': ['reminded'],
  'reply-overdue': ['overdue', 'overdue-escalation'],
  withdrawn: ['withdrawn'],
  'objection-registered': ['objection-filed'],
  'objection-answered': ['objection-answered'],
  'objection-silent': ['objection-silent'],
  'carried-out': ['order-carried-out'],
  'dispute-opened-to-office': ['dispute-opened'],
  'order-to-carry-out': ['order-to-carry-out'],
  'objection-closed': ['objection-closed'],
  'date-moved': ['date-moved'],
};

/** To whom the case goes is told in the words of where it came from; the agency hears of an objection beside the office. */
const BESIDE = ['assigned', 'handed-back', 'citizen-replied'];

/** A step as the trail has it. */
interface Step {
  readonly case_id: string | null;
  readonly event: string;
  readonly at: string;
  readonly effective_at: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly mails: readonly string[];
  readonly papers: readonly string[];
  readonly clocks: readonly string[];
}

const STEPS = `
  SELECT a.case_id, a.event, a.recorded_at::text AS at, a.effective_at::text, a.facts,
    ARRAY(SELECT o.kind FROM outbox o WHERE o.case_id IS NOT DISTINCT FROM a.case_id AND o.created_at = a.recorded_at
      UNION SELECT t.facts->>'mail' FROM tasks t WHERE t.kind = 'print-mail' AND t.case_id IS NOT DISTINCT FROM a.case_id
        AND t.created_at = a.recorded_at) AS mails,
    ARRAY(SELECT l.kind FROM letters l WHERE l.case_id IS NOT DISTINCT FROM a.case_id AND l.issued_at = a.recorded_at)
      AS papers,
    ARRAY(SELECT DISTINCT d.kind FROM due_rows d WHERE d.case_id IS NOT DISTINCT FROM a.case_id
      AND d.due_at > a.effective_at) AS clocks
  FROM audit a WHERE a.stream <> 'registers' ORDER BY a.recorded_at, a.seq`;

/** The rows of the table that a step of the trail walked; none for a fact that moves no state. */
function rowsOf({ event, facts }: Step): readonly Transition[] {
  return LIFECYCLE.filter((row: Transition) => {
    if (!row.timeline.some((name) => name === event)) return false;
    if ((row.record === 'dispute') !== 'disputeId' in facts) return false;
    if (row.record === 'dispute') return !('step' in facts) || facts.step === row.event;
    if (row.record !== 'request' || row.to === 'same' || row.to === 'before-consent') return true;
    return facts.to === row.to;
  });
}

function mailsOf(row: Transition, notice: NoticeName): readonly string[] {
  return row.record === 'dispute' && notice === 'order-to-carry-out' ? ['dispute-order'] : MAILS[notice];
}

/** What hangs on the facts of a step: an order, a letter that the post has yet to take, a copy to be paid or fetched. */
function awaits(promise: NoticeName | TimeLimitId, { facts }: Step): boolean {
  if (promise === 'how-to-receive') return false;
  if (promise === 'order-to-carry-out' || promise === 'T9') return (facts.carryOutBy ?? null) !== null;
  if (promise === 'T3') return facts.repairDueOn !== null;
  return true;
}

function kindsOf(limit: TimeLimitId): readonly string[] {
  return DEADLINE_KINDS.filter(({ limits }) => limits.some((one) => one === limit)).map(({ kind }) => kind);
}

/** Every promise of the table that a step of the trail broke, and every paper and mail that no row promises. */
export async function brokenPromises(app: TestApp): Promise<{ steps: number; broken: readonly string[] }> {
  const steps = await app.sql<Step>(STEPS);
  const broken: string[] = [];
  const walked = steps.filter((step) => rowsOf(step).length > 0);
  for (const step of walked) {
    const said = `${step.event} ${JSON.stringify(step.facts)}`;
    for (const row of rowsOf(step)) {
      for (const notice of row.notices.filter((name) => awaits(name, step)))
        for (const mail of mailsOf(row, notice))
          if (!step.mails.includes(mail)) broken.push(`row ${String(row.row)}: no mail ${mail}: ${said}`);
      for (const kinds of row.letter === null ? [] : PAPERS[row.letter])
        if (!kinds.some((paper) => step.papers.includes(paper)))
          broken.push(`row ${String(row.row)}: no ${kinds.join(' or ')} of ${String(row.letter)}: ${said}`);
      const own = row.letter === 'refusal-with-decree' ? NOTICE_OF[row.to] : undefined;
      if (own !== undefined && !step.papers.includes(own))
        broken.push(`row ${String(row.row)}: another notice than ${own}: ${said}`);
      for (const limit of [...(row.clocks.start ?? []), ...(row.clocks.restart ?? [])]) {
        const kinds = kindsOf(limit);
        if (kinds.length > 0 && awaits(limit, step) && !kinds.some((kind) => step.clocks.includes(kind)))
          broken.push(`row ${String(row.row)}: ${limit} does not run: ${said}`);
      }
    }
    const together = steps.filter((other) => other.case_id === step.case_id && other.at === step.at);
    const rows = together.flatMap(rowsOf);
    const mails = [
      ...BESIDE,
      ...rows.flatMap((row) => row.notices.flatMap((notice) => mailsOf(row, notice))),
    ];
    const papers = rows.flatMap((row) => (row.letter === null ? [] : PAPERS[row.letter].flat()));
    for (const mail of step.mails) if (!mails.includes(mail)) broken.push(`unpromised mail ${mail}: ${said}`);
    for (const paper of step.papers) if (!papers.includes(paper)) broken.push(`unpromised ${paper}: ${said}`);
  }
  return { steps: walked.length, broken: [...new Set(broken)] };
}
