import { localDate } from '../../law/local-date.js';
import type { Task } from '../../office/tasks/tasks.js';
import type { Texts } from '../../platform/views/texts.js';

/** A line of the list of tasks. */
export interface TaskRow {
  readonly id: string;
  readonly what: string;
  readonly hint: string;
  readonly number: string | null;
  readonly href: string | null;
  readonly due: string | null;
  /** A mail that a server refused may be sent again. */
  readonly sendsAgain: boolean;
  /** Where it is carried out: an order of the superior ends there and not here. */
  readonly actHref: string | null;
  readonly actText: string;
  /** News to print: the page with the letter and its posting. */
  readonly printHref: string | null;
}

/** Open tasks in words; the number of the case, or of an objection without one, stands for the person. */
export function taskRows(
  texts: Texts,
  tasks: readonly Task[],
  numbers: ReadonlyMap<string, string>,
  alone: ReadonlyMap<string, { readonly id: string; readonly number: string }>,
): readonly TaskRow[] {
  const objectionOf = (task: Task) =>
    namedObjection(task) ?? alone.get(String(task.facts['effectKey'])) ?? null;
  return tasks.map((task) => ({
    id: task.id,
    what: whatOf(texts, task),
    hint: texts.t(`acts.tugas.hints.${task.kind}`, hintValues(texts, task)),
    number: task.caseId === null ? (objectionOf(task)?.number ?? null) : (numbers.get(task.caseId) ?? null),
    href: task.caseId === null ? objectionHref(objectionOf(task)) : `/petugas/kasus/${task.caseId}`,
    due: task.dueOn === null ? null : texts.formats.dateShort(localDate(task.dueOn)),
    sendsAgain: task.kind === 'mail-refused',
    actText: texts.t(`objections.pages.carry-out${task.kind === 'objection-settlement' ? '-agreed' : ''}`),
    actHref: isOrder(task) ? objectionHref(namedObjection(task)) : null,
    printHref: printHref(task),
  }));
}

/** Numbers that a task of many cases names; the others are counted. */
const NAMED = 20;

/** The row of an older register that a task is about, the money, or the cases. */
function hintValues(texts: Texts, { facts }: Task): Record<string, string> {
  const word = (value: unknown): string =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const { amount, numbers } = facts;
  const cases = Array.isArray(numbers) ? numbers.map(word) : [];
  return {
    numbers: [...cases.slice(0, NAMED), ...(cases.length > NAMED ? [`+ ${cases.length - NAMED}`] : [])].join(
      ', ',
    ),
    ...{ line: word(facts['line']), objection: word(facts['objection']) },
    amount: typeof amount === 'number' ? texts.formats.rupiah(amount) : '',
  };
}

function isOrder({ kind }: Task): boolean {
  return kind === 'objection-order' || kind === 'objection-settlement';
}

function namedObjection({ facts }: Task): { readonly id: string; readonly number: string } | null {
  const { objectionId: id, objection: number } = facts;
  return typeof id === 'string' && typeof number === 'string' ? { id, number } : null;
}

// Several letters of one case wait side by side: each is called by what it says.
function whatOf(texts: Texts, { kind, facts }: Task): string {
  const news = `acts.tugas.print-news.${String(facts['mail'])}`;
  return kind === 'print-mail' && texts.has(news)
    ? texts.t('acts.tugas.print-of', { what: texts.t(news) })
    : texts.t(`acts.tugas.kinds.${kind}`);
}

function objectionHref(objection: { readonly id: string } | null): string | null {
  return objection === null ? null : `/petugas/keberatan/${objection.id}`;
}

function printHref(task: Task): string | null {
  if (isPrintable(task)) return `/petugas/tugas/${task.id}/cetak`;
  const print = task.facts['printTask'];
  return (task.kind === 'receipt-missing' || task.kind === 'letter-late') && typeof print === 'string'
    ? `/petugas/tugas/${print}/cetak`
    : null;
}

/** News that is there to be printed: for a person without e-mail, or refused for good. */
export function isPrintable({ kind, facts }: Task): boolean {
  return kind === 'print-mail' && typeof facts['effectKey'] === 'string';
}
