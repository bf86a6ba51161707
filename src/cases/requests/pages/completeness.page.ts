import { repairDue, type MissingItem } from '../../../law/completeness.js';
import { localDayOf, type LocalDate } from '../../../law/local-date.js';
import { missingByChannel } from '../../../law/filing-form.js';
import { strictReplyDue } from '../../../law/reply-clock.js';
import type { Ruleset } from '../../../law/ruleset.js';
import { acceptsUnstamped, itemsToCheck } from '../../../law/who-may-file.js';
import type { CaseRow } from '../case-row.js';
import { isDeemedComplete } from '../declare-incomplete.js';
import { refused } from '../../../platform/http/problems.js';
import type { Texts } from '../../../platform/views/texts.js';
import { one, type ActFault, type ActForm } from './act-form.js';
import type { ActPage, ActSight } from './act-page.js';
import { staffBlock } from './case-dates.js';
import { identityStanding, lackingItems, type IdentityStanding } from '../completeness.queries.js';

/** `.../verifikasi`: complete or not, row by row, with both futures beside it. */
export const COMPLETENESS_PAGE: Omit<ActPage, 'model'> = {
  slug: 'verifikasi',
  action: 'case.declare-complete',
  names: { missing: 'cek-description', note: 'catatan', letterNumber: 'nomor-surat', version: '' },
  words: ['catatan'],
};

/** The answer of a proxy letter that is there and bears no meterai. */
const UNSTAMPED = 'tanpa-meterai';

function answersOf(item: MissingItem): readonly string[] {
  return item === 'proxyLetter' ? ['ada', UNSTAMPED, 'kurang'] : ['ada', 'kurang'];
}

interface CheckRow {
  /** The third answer, where a stamp is asked for. */
  readonly unstamped: string | null;
  readonly item: MissingItem;
  readonly label: string;
  readonly hint: string;
  readonly came: string;
  readonly name: string;
  readonly value: string;
  readonly error: string | null;
}

/** Which papers the rule asks of this kind of requester; the answering unit checks the question only. */
export function askedOf(
  standing: IdentityStanding | null,
  row: Pick<CaseRow, 'channel'>,
  rules: Ruleset,
): readonly MissingItem[] {
  const form = missingByChannel(row.channel, rules);
  if (standing === null) return [...form, 'description', 'purpose'];
  return [...itemsToCheck(standing.kind), ...form, 'description', 'purpose'];
}

/**
 * What the ticks say: the missing items, and a fault for each row without an answer. A proxy letter without meterai is
 * there or missing as the city reads PerKI 1/2021 art. 27(7) (D16).
 */
export function readChecks(
  texts: Texts,
  form: ActForm,
  asked: readonly MissingItem[],
  rules: Ruleset,
): { readonly missing: readonly MissingItem[]; readonly faults: readonly ActFault[] } {
  const answers = asked.map((item) => ({ item, answer: one(form, `cek-${item}`) }));
  return {
    missing: answers
      .filter(({ answer }) => answer === 'kurang' || (answer === UNSTAMPED && !acceptsUnstamped(rules)))
      .map(({ item }) => item),
    faults: answers
      .filter(({ item, answer }) => !answersOf(item).includes(answer))
      .map(({ item }) => ({
        field: `cek-${item}`,
        message: texts.t('acts.verifikasi.choose', { item: texts.t(`acts.verifikasi.items.${item}`) }),
      })),
  };
}

/** The model of the page. Throws 409 once the three working days are over. */
export async function completenessModel(sight: ActSight, faults: readonly ActFault[]): Promise<object> {
  const { row, texts, calendar, rules, now, tx } = sight;
  const today = localDayOf(now);
  const due = row.completeness_due_on;
  if (row.status === 'processing' && isDeemedComplete(row) && due !== null && today > due)
    throw refused('completeness-lapsed');
  if (row.status !== 'received') throw refused('not-in-this-state');
  const standing = await identityStanding(tx, row.requester_id);
  const lacking = await lackingItems(tx, row.id);
  const repair = repairDue(today, calendar, rules).date;
  return {
    rows: askedOf(standing, row, rules).map((item) =>
      checkRow(texts, item, sight, { standing, lacking }, faults),
    ),
    isDesk: standing !== null,
    note: noteOf(sight),
    date:
      due === null
        ? null
        : staffBlock(
            texts,
            calendar,
            { start: localDayOf(row.entered_at), due, today, mood: { kind: 'running' } },
            texts.t('acts.verifikasi.check-by'),
          ),
    whenAsked: [
      { label: texts.t('acts.verifikasi.until'), date: texts.formats.dateShort(repair), strong: true },
      ...replyAfterRepair(sight, repair),
    ],
    whenComplete: [{ label: texts.t('acts.verifikasi.reply'), ...replyDay(texts, row.due_on) }],
  };
}

/** What happens to the answer's date when the letter goes out; a request without a clock has none. */
function replyAfterRepair(
  { texts, row, calendar, rules }: ActSight,
  repairedOn: LocalDate,
): readonly object[] {
  if (row.standing !== 'statutory')
    return [{ label: texts.t('acts.verifikasi.reply'), ...replyDay(texts, null) }];
  return [
    { label: texts.t('acts.verifikasi.counting'), words: texts.t('acts.verifikasi.suspended') },
    {
      label: texts.t('acts.verifikasi.reply-then'),
      date: texts.formats.dateShort(strictReplyDue(repairedOn, calendar, rules).date),
      strong: true,
    },
  ];
}

function replyDay(texts: Texts, due: LocalDate | null): { date: string; strong: true } | { words: string } {
  return due === null
    ? { words: texts.t('acts.stale.no-due') }
    : { date: texts.formats.dateShort(due), strong: true };
}

function checkRow(
  texts: Texts,
  item: MissingItem,
  { row, form, rules }: ActSight,
  known: { readonly standing: IdentityStanding | null; readonly lacking: readonly MissingItem[] },
  faults: readonly ActFault[],
): CheckRow {
  const { standing } = known;
  const name = `cek-${item}`;
  const sent = one(form, name);
  const evident = item === 'purpose' || (item === 'identity' && standing?.verified === true);
  return {
    item,
    name,
    label: texts.t(`acts.verifikasi.items.${item}`),
    hint: texts.t(
      `acts.verifikasi.hints.${item === 'proxyLetter' && acceptsUnstamped(rules) ? 'proxyLetterUnstamped' : item}`,
    ),
    unstamped: item === 'proxyLetter' ? UNSTAMPED : null,
    came: cameWith(texts, item, row, standing),
    value: sent !== '' ? sent : known.lacking.includes(item) ? 'kurang' : evident ? 'ada' : '',
    error: faults.find((fault) => fault.field === name)?.message ?? null,
  };
}

// The list of PerKI 1/2021 art. 33 has no line of its own for the way of access: the note asks for it.
function noteOf({ row, form, texts }: ActSight): string {
  const typed = one(form, 'catatan');
  const isUnsaid = row.access === 'unstated' || (row.access === 'copy' && row.delivery === null);
  return typed === '' && isUnsaid && Object.keys(form).length === 0
    ? texts.t('acts.verifikasi.note-way')
    : typed;
}

function cameWith(
  texts: Texts,
  item: MissingItem,
  row: ActSight['row'],
  standing: IdentityStanding | null,
): string {
  if (item === 'description') return texts.t('acts.verifikasi.letters', { n: [...row.question].length });
  if (item === 'purpose') return texts.t(`workspace.purpose.${row.purpose_kind}`);
  if (item !== 'identity' || standing === null) return texts.t('acts.verifikasi.see-files');
  if (standing.verified) return texts.t('acts.verifikasi.verified');
  return texts.t(
    standing.has_file
      ? `acts.verifikasi.identity.${standing.identity_kind}`
      : 'acts.verifikasi.identity.none',
  );
}
