import type { Ruleset } from '../../../law/ruleset.js';
import type { PolicyAction } from '../../../office/access/policy.js';
import type { Texts } from '../../../platform/views/texts.js';
import type { ActPage, ActSight } from '../../requests/pages/act-page.js';
import { momentInside } from '../../requests/pages/case-dates.js';
import { many, one, type ActForm } from '../../requests/pages/act-form.js';
import { type EXEMPTIONS, type Answer, type AnswerDraft } from './answer-draft.js';
import type { RequestItem } from '../decided-items.queries.js';
import type { AnswerPreview } from './answer-preview.js';
import { closingRows, noticePaper } from './notice-paper.page.js';

export const ANSWER_STEPS = ['keputusan', 'isi', 'berkas', 'pratinjau', 'kirim'] as const;

/** In the order they are offered: what is given or refused, then what cannot be given. */
const OFFERED = [
  'granted',
  'partial',
  'full',
  'refuse-other',
  'not-held',
  'not-yet-held',
  'not-documented',
] as const satisfies readonly (Answer | (typeof EXEMPTIONS)[number])[];

/** Which act each decision is, and the event it brings about. */
export const ANSWER_ACTS: Readonly<Record<Answer, PolicyAction>> = {
  granted: 'case.grant',
  'not-held': 'case.answer-not-held',
  'not-yet-held': 'case.answer-not-yet-held',
  'not-documented': 'case.answer-not-documented',
  'refuse-other': 'case.refuse-other',
};

/** Fields of the bodies by the input of the form. */
const NAMES: Readonly<Record<string, string>> = {
  decision: 'keputusan',
  form: 'bentuk',
  'cost.copy': 'biaya-salinan',
  'cost.delivery': 'biaya-kirim',
  'cost.other': 'biaya-lain',
  'cost.sheets': 'lembar',
  'cost.copies': 'rangkap',
  pauseUntilPaid: 'tunda',
  appointment: 'janji',
  cost: 'biaya-salinan',
  provideOn: 'tanggal',
  availableOn: 'tanggal',
  explanation: 'penjelasan',
  reason: 'penjelasan',
  holder: 'penguasa',
  searchRecord: 'pencarian',
  letterNumber: 'nomor-surat',
  fileIds: 'berkas',
  law: 'peraturan',
  itemIds: 'butir',
};

/** A step of `/jawab/{langkah}` with the model it shows. */
export function answerPage(step: 1 | 2 | 3 | 4, model: (sight: ActSight) => Promise<object>): ActPage {
  return {
    slug: `jawab/${String(step)}`,
    template: `jawab-${ANSWER_STEPS[step - 1] ?? 'keputusan'}`,
    action: 'case.grant',
    event: 'grant',
    prepares: true,
    names: NAMES,
    words: step === 2 ? ['penjelasan', 'penguasa', 'pencarian', 'peraturan', 'janji'] : [],
    model,
  };
}

/** The steps above the form: done ones are links back. */
export function stepLinks(
  texts: Texts,
  caseId: string,
  current: number,
  draft: AnswerDraft,
): readonly object[] {
  return ANSWER_STEPS.map((step, index) => {
    const number = index + 1;
    const state = number === current ? 'current' : number < current ? 'done' : 'ahead';
    const link = number < current && draft.decision !== null;
    return {
      text: texts.t(`acts.jawab.steps.${step}`),
      state,
      ...(link ? { href: `/petugas/kasus/${caseId}/jawab/${String(number)}` } : {}),
    };
  });
}

/** What every step shows beside its own. */
export function stepFrame({ texts, row, now }: ActSight, draft: AnswerDraft, current: number): object {
  return {
    steps: stepLinks(texts, row.id, current, draft),
    revision: draft.revision,
    copyWords: texts.t(row.access === 'inspect' ? 'acts.jawab.inspect' : 'acts.jawab.copy', {
      format: texts.t(`workspace.format.${row.format ?? 'unstated'}`),
      delivery: texts.t(`workspace.delivery.${row.delivery ?? 'unstated'}`),
    }),
    saved:
      draft.savedBy === ''
        ? null
        : texts.t('acts.jawab.saved', {
            name: draft.savedBy,
            when: momentInside(texts, new Date(draft.savedAt), now),
          }),
  };
}

/** Step 1: what may be decided, each with what it asks next. */
export function decisionModel(sight: ActSight, draft: AnswerDraft, items: readonly RequestItem[]): object {
  const { texts, form } = sight;
  const open = items.filter(({ decision }) => decision === null);
  const typed = many(form, 'butir');
  const chosen = typed.length > 0 ? typed : draft.items.filter((id) => open.some((item) => item.id === id));
  return {
    ...stepFrame(sight, draft, 1),
    chosen: one(form, 'keputusan') || (draft.decision ?? ''),
    // A question of one item is decided as a whole.
    items:
      items.length > 1
        ? open.map(({ id, position, text }) => ({ value: id, text: `${String(position)}. ${text}` }))
        : [],
    chosenItems: chosen.length > 0 ? chosen : open.map(({ id }) => id),
    decided: items.flatMap(({ position, text, decision }) =>
      decision === null
        ? []
        : [
            {
              text: `${String(position)}. ${text}`,
              outcome: texts.t(`workspace.outcome.${decision.outcome}`),
            },
          ],
    ),
    decisions: OFFERED.map((answer) => ({
      value: answer,
      text: texts.t(`acts.jawab.decisions.${answer}`),
      hint: texts.t(`acts.jawab.hints.${answer}`),
    })),
  };
}

/** Step 2: the contents that this decision must have; what was typed just now stands before what was saved. */
export function contentModel(sight: ActSight, draft: AnswerDraft, rules: Ruleset, tariff: number): object {
  const shown = Object.keys(sight.form).length > 0 ? contentOf(sight.form) : draft;
  return {
    ...stepFrame(sight, draft, 2),
    decision: draft.decision,
    answer: shown,
    free: sight.row.access === 'copy' && sight.row.delivery === 'online',
    inspects: sight.row.access === 'inspect',
    mayPause: rules.paymentPausesDelivery === 'if-notice-says-so',
    tariff: sight.texts.formats.rupiah(tariff),
  };
}

/** The fields of step 2 as they were sent. */
export function contentOf(
  form: ActForm,
): Omit<AnswerDraft, 'decision' | 'items' | 'files' | 'revision' | 'savedBy' | 'savedAt'> {
  return {
    form: one(form, 'bentuk'),
    cost: {
      copy: one(form, 'biaya-salinan'),
      delivery: one(form, 'biaya-kirim'),
      other: one(form, 'biaya-lain'),
    },
    sheets: one(form, 'lembar'),
    copies: one(form, 'rangkap'),
    pauses: one(form, 'tunda') === 'ya',
    appointment: one(form, 'janji'),
    date: { day: one(form, 'hari'), month: one(form, 'bulan'), year: one(form, 'tahun') },
    holder: one(form, 'penguasa'),
    search: one(form, 'pencarian'),
    text: one(form, 'penjelasan'),
    law: one(form, 'peraturan'),
    letterNumber: one(form, 'nomor-surat'),
  };
}

/** Step 3: the files of the answer. */
export function filesModel(sight: ActSight, draft: AnswerDraft, most: number): object {
  return {
    ...stepFrame(sight, draft, 3),
    stored: draft.files.map((file) => ({
      name: file.name,
      note: sight.texts.formats.bytes(file.bytes),
      removeName: 'hapus',
      removeValue: file.id,
    })),
    full: draft.files.length >= most,
  };
}

/** Which file a press on "Hapus" means. */
export function removedFile(form: ActForm): string | null {
  return many(form, 'hapus')[0] ?? null;
}

/** Step 4: the letter as paper, the mail, and what will happen. */
export function previewModel(
  sight: ActSight,
  draft: AnswerDraft,
  preview: AnswerPreview,
  shown: { readonly tab: string; readonly publicBody: string },
): object {
  const { texts, row, now } = sight;
  const here = `/petugas/kasus/${row.id}/jawab/4`;
  const { notice, outlook, onPaper } = preview;
  const hasMail = !onPaper && (outlook.then === 'noticed' || outlook.then === 'consent');
  const tabs = ['surat', ...(hasMail ? ['email'] : []), 'berkas'];
  // A part has no letter of its own: number, day and the right to object are those of the joint one.
  const isPart = row.parent_id !== null;
  return {
    ...stepFrame(sight, draft, 4),
    tab: shown.tab,
    tabsModel: tabs.map((name) => ({
      href: name === 'surat' ? here : `${here}?lihat=${name}`,
      text: texts.t(`acts.jawab.tabs.${name}`, { n: preview.files.length }),
      current: name === shown.tab,
    })),
    letter: noticePaper(notice, texts, shown.publicBody),
    closing: isPart ? [] : closingRows(notice.data, texts),
    isPart,
    requestedOn: notice.data.requestedOn.long,
    isDraft: preview.isDraft,
    letterNumber: notice.letterNumber ?? texts.t('acts.jawab.number-later'),
    placeAndDay: texts.formats.date(sight.now),
    mail: preview.mail,
    files: preview.files.map((file) => ({
      name: file.name,
      href: null,
      facts: texts.formats.bytes(file.bytes),
    })),
    gives: draft.decision === 'granted',
    after: afterRows(sight, preview),
    follows: texts.t(`acts.jawab.follows.${outlook.then === 'noticed' && onPaper ? 'letter' : outlook.then}`),
    sendWords: texts.t(`acts.jawab.send.${outlook.then}`),
    pdfHref: `/petugas/kasus/${row.id}/jawab/pratinjau.pdf`,
    left: outlook.left === 0 ? null : texts.t('acts.jawab.left', { n: outlook.left }),
    closedDay: closedDayWords(sight.texts, preview),
    late: row.due_at !== null && row.due_at.getTime() <= now.getTime(),
  };
}

function closedDayWords(texts: Texts, { closedDay }: AnswerPreview): string | null {
  if (closedDay === null) return null;
  const { day, before, next } = closedDay;
  return texts.t('acts.jawab.closed-day', {
    date: texts.formats.date(day),
    before: texts.formats.dateNoYear(before),
    next: texts.formats.dateNoYear(next),
  });
}

/** Whom the requester hears it from, what the request becomes, and the right that opens. */
function afterRows(
  { texts }: ActSight,
  { outlook, objectionUntil, onPaper }: AnswerPreview,
): readonly object[] {
  const told = outlook.then !== 'noticed' ? `told-${outlook.then}` : onPaper ? 'by-letter' : 'by';
  return [
    { label: texts.t('acts.jawab.after.told'), words: texts.t(`acts.jawab.after.${told}`) },
    { label: texts.t('acts.jawab.after.status'), words: texts.t(`common.staff-status.${outlook.state}`) },
    ...(outlook.outcome === null
      ? []
      : [
          {
            label: texts.t('acts.jawab.after.outcome'),
            words: texts.t(`workspace.outcome.${outlook.outcome}`),
          },
        ]),
    ...(objectionUntil === null || outlook.then !== 'noticed'
      ? []
      : [
          {
            label: texts.t('acts.jawab.after.objection'),
            date: texts.formats.dateShortYear(objectionUntil),
            strong: true,
          },
        ]),
  ];
}
