import type { IssuedLetter } from '../../cases/requests/letters.queries.js';
import { one, type ActForm } from '../../cases/requests/pages/act-form.js';
import { letterName } from '../../cases/requests/pages/letter-names.js';
import { localDate, type LocalDate } from '../../law/local-date.js';
import type { Task } from '../../office/tasks/tasks.js';
import type { Texts } from '../../platform/views/texts.js';

/** What was recorded of this letter's posting. */
export interface Posted {
  readonly way: 'post' | 'counter';
  readonly sent_on: LocalDate;
}

/** What the news is about: a request, or an objection that has none. */
export interface PrintSubject {
  readonly number: string;
  /** Its page at the desk; its files stand below. */
  readonly path: string;
  /** The last day to post a letter of incompleteness; null for everything else. */
  readonly postBy: LocalDate | null;
}

interface PrintFacts {
  readonly task: Task;
  readonly about: PrintSubject;
  readonly letters: readonly IssuedLetter[];
  readonly posted: Posted | null;
  readonly today: LocalDate;
  readonly form: ActForm;
  /** Its receipt starts a term of the requester. */
  readonly startsTerm: boolean;
}

/** Letters that were issued in the same moment as the news: they go into the same envelope. */
export function enclosedIn(
  texts: Texts,
  task: Task,
  letters: readonly IssuedLetter[],
): readonly { readonly name: string; readonly fileId: string | null }[] {
  const own = task.facts['letterId'];
  return letters
    .filter(({ id, issuedAt }) => id === own || issuedAt.getTime() === task.createdAt.getTime())
    .map(({ kind, number, fileId, signedFileId }) => ({
      name: number === null ? letterName(texts, kind) : `${letterName(texts, kind)}, ${number}`,
      fileId: signedFileId ?? fileId,
    }));
}

/** News with which files are given to somebody without mail. */
const GIVES_FILES: readonly string[] = ['order-carried-out', 'copy-ready'];

// A letter of incompleteness is void after its day; a notice, an extension and what was ordered are late, or lengthen nothing.
function postByWords(
  texts: Texts,
  letterUntil: LocalDate | null,
  { dueOn: sendBy, facts }: Task,
): string | null {
  if (letterUntil !== null) return texts.t('acts.cetak.post-by', { date: texts.formats.date(letterUntil) });
  return sendBy === null
    ? null
    : texts.t(`acts.cetak.send-by${GIVES_FILES.includes(String(facts['mail'])) ? '-files' : ''}`, {
        date: texts.formats.date(localDate(sendBy)),
      });
}

/** The page of one piece of news to print. */
export function printModel(texts: Texts, facts: PrintFacts): object {
  const { task, about, letters, posted, today, form, startsTerm } = facts;
  const [year = '', month = '', day = ''] = (posted?.sent_on ?? today).split('-');
  const fresh = Object.keys(form).length === 0;
  return {
    number: about.number,
    caseHref: about.path,
    action: `/petugas/tugas/${task.id}/cetak`,
    newsHref: task.facts['letterId'] === undefined ? `/petugas/tugas/${task.id}/cetak/surat.pdf` : null,
    enclosed: enclosedIn(texts, task, letters).map(({ name, fileId }) => ({
      name,
      href: fileId === null ? null : `${about.path}/berkas/${fileId}`,
    })),
    startsTerm,
    postBy: posted === null ? postByWords(texts, about.postBy, task) : null,
    posted:
      posted === null ? null : texts.t('acts.cetak.posted', { date: texts.formats.date(posted.sent_on) }),
    ways: (['post', 'counter'] as const).map((value) => ({
      value,
      text: texts.t(`acts.cetak.ways.${value}`),
    })),
    way: fresh ? (posted?.way ?? '') : one(form, 'cara'),
    sent: fresh
      ? { day: String(Number(day)), month: String(Number(month)), year }
      : { day: one(form, 'hari'), month: one(form, 'bulan'), year: one(form, 'tahun') },
  };
}
