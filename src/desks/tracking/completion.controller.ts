import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { namedPapers, PAPER_FIELDS } from '../../cases/requests/named-papers.js';
import { unsaidChoices } from '../../cases/requests/pages/statement-choices.js';
import { saidLater, saysAnything, wayOf } from '../../cases/requests/statement-fields.js';
import type { MissingItem } from '../../law/completeness.js';
import { takesRepair } from '../../law/state-sets.js';
import { Action } from '../../office/access/action.js';
import { FormAgain } from '../../platform/http/form-again.js';
import { checked } from '../../platform/http/validate.js';
import type { Texts } from '../../platform/views/texts.js';
import { Views } from '../../platform/views/views.js';
import { errorsOf, formKey, newFormKey, pageErrors, type PageError } from './act-form.js';
import { CitizenActs } from './citizen-acts.js';
import { DraftFiles, storedRows, type DraftWithFiles } from './draft-files.js';
import { FormDrafts } from './form-drafts.js';
import type { KeptFile } from './form-with-files.js';
import { statusDates } from './status-dates.js';
import { both, checkForm, leadTo, TrackDoor } from './track-door.js';
import type { TrackSession } from './track-sessions.js';
import { CompleteActBody } from './tracking-api.dto.js';
import { TrackedCases } from './tracked-case.queries.js';

const PAGE = '/permohonan-saya/lengkapi';
const NAMES = {
  text: 'keterangan',
  fileIds: 'berkas',
  'requester.nationalId': 'nik',
  'requester.decreeNumber': 'nomor-sk',
  'requester.identityFileId': 'identitas',
  'papers.proxyLetter': 'surat-kuasa',
  'papers.legalEntityDeed': 'akta',
  'papers.memberIdentities': 'ktp-anggota',
  'papers.signedForm': 'formulir',
  purpose: 'tujuan',
  'purpose.text': 'tujuan_lain',
  access: 'cara',
  delivery: 'cara',
  format: 'cara',
};

interface CompletionDraft extends DraftWithFiles {
  readonly text: string;
  readonly nationalId: string;
  readonly decreeNumber: string;
  readonly purpose: string;
  readonly purposeText: string;
  /** Access, delivery and form in one. */
  readonly way: string;
}

const EMPTY: CompletionDraft = {
  text: '',
  nationalId: '',
  decreeNumber: '',
  ...{ purpose: '', purposeText: '', way: '' },
  files: [],
  identity: null,
  papers: {},
};

/** The requester completes the request: what the letter of incompleteness listed, with text, details and papers. */
@Controller()
export class CompletionController {
  constructor(
    private readonly views: Views,
    private readonly cases: TrackedCases,
    private readonly acts: CitizenActs,
    private readonly drafts: FormDrafts,
    private readonly files: DraftFiles,
    private readonly door: TrackDoor,
  ) {}

  @Get(both(PAGE))
  @Action('tracking.view')
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = await this.door.content(request, reply, 'lengkapi');
    if (session === null) return '';
    const draft = await this.drafts.read<CompletionDraft>(session, 'completion');
    return this.page(request, reply, session, draft ?? EMPTY, []);
  }

  @Post(both(PAGE))
  @FormAgain('tracking.complete.title')
  @Action('tracking.act')
  async send(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = await this.door.content(request, reply, 'lengkapi');
    if (session === null) return '';
    const sent = await this.files.receive(request, session, 'completion');
    checkForm(session, sent.fields['_csrf']);
    const draft: CompletionDraft = {
      text: sent.fields['keterangan'] ?? '',
      nationalId: sent.fields['nik'] ?? '',
      decreeNumber: sent.fields['nomor-sk'] ?? '',
      purpose: sent.fields['tujuan'] ?? '',
      purposeText: sent.fields['tujuan_lain'] ?? '',
      way: sent.fields['cara'] ?? '',
      files: sent.files,
      identity: sent.identity,
      papers: sent.papers,
    };
    if (sent.removed) {
      await this.drafts.keep(session, 'completion', draft);
      return leadTo(request, reply, PAGE);
    }
    if ((sent.fields['_ulang'] ?? '') !== '') return this.again(request, reply, session, draft, []);
    const texts = this.views.for(request);
    const person = {
      ...(draft.nationalId.trim() === '' ? {} : { nationalId: draft.nationalId }),
      ...(draft.decreeNumber.trim() === '' ? {} : { decreeNumber: draft.decreeNumber }),
    };
    const { value, faults } = checked(CompleteActBody, {
      registerNumber: session.row.register_number,
      trackingCode: '-',
      text: draft.text,
      fileIds: draft.files.map(({ id }) => id),
      papers: namedIn(draft),
      requester: person,
      ...saidIn(draft),
    });
    const said = saidLater(value);
    const unsaid = unsaidChoices(texts, session.row);
    const isEmpty =
      draft.text.trim() === '' &&
      draft.files.length === 0 &&
      (draft.identity ?? null) === null &&
      papersOf(draft).length === 0 &&
      Object.keys(person).length === 0 &&
      !saysAnything(said);
    const errors = pageErrors(texts, [...faults, ...sent.faults], NAMES);
    if (unsaid.purposes.length > 0 && draft.purpose === '')
      errors.push({ field: 'tujuan', message: texts.t('filing.errors.purpose') });
    if (unsaid.ways.length > 0 && draft.way === '')
      errors.push({ field: 'cara', message: texts.t('filing.errors.access') });
    if (isEmpty && errors.length === 0) {
      errors.push({ field: 'keterangan', message: texts.t('tracking.errors.repair') });
    }
    if (errors.length > 0) return this.again(request, reply, session, draft, errors);
    const body = {
      ...person,
      ...said,
      text: draft.text,
      files: [...draft.files, draft.identity, ...papersOf(draft)].map((file) => file?.name),
    };
    const call = { row: session.row, act: 'complete', key: formKey(sent.fields), body } as const;
    const { nationalId, decreeNumber } = value.requester ?? {};
    const completion = {
      text: value.text ?? '',
      fileIds: value.fileIds ?? [],
      papers: namedPapers(value.papers),
      person: {
        ...(nationalId == null ? {} : { nationalId }),
        ...(decreeNumber == null ? {} : { decreeNumber }),
      },
      identityFileId: draft.identity?.id ?? null,
      said,
    };
    try {
      await this.acts.complete(call, completion, () => ({ done: true }));
    } catch (error) {
      return this.again(request, reply, session, draft, errorsOf(texts, error, 'keterangan', NAMES));
    }
    await this.drafts.drop(session, 'completion');
    return leadTo(request, reply, '/permohonan-saya');
  }

  private async again(
    request: FastifyRequest,
    reply: FastifyReply,
    session: TrackSession,
    draft: CompletionDraft,
    errors: readonly PageError[],
  ): Promise<string> {
    await this.drafts.keep(session, 'completion', draft);
    return this.page(request, reply, session, draft, errors);
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    session: TrackSession,
    draft: CompletionDraft,
    errors: readonly PageError[],
  ): Promise<string> {
    const texts = this.views.for(request);
    const tracked = await this.cases.read(session.row);
    const { status } = session.row;
    if (!takesRepair(status)) return leadTo(request, reply, '/permohonan-saya');
    const items = tracked.missing?.items ?? [];
    const asks = (...wanted: readonly MissingItem[]): boolean => wanted.some((item) => items.includes(item));
    const { purposes, ways } = unsaidChoices(texts, session.row);
    const model = {
      number: session.row.register_number,
      ...statusDates(texts, tracked),
      isLate: status === 'closed_incomplete',
      missing: items.map((item) => texts.t(`requests.missing.${item}`)),
      note: tracked.missing?.note ?? '',
      asksIdentity: asks('identity'),
      asksDecree: asks('legalEntityDeed'),
      ways,
      purposes: purposes.map((one) =>
        one.value === 'other' ? { ...one, input: this.otherPurpose(texts, draft, errors) } : one,
      ),
      papers: PAPER_FIELDS.filter(([item]) => items.includes(item)).map(([item, name]) => ({
        name,
        label: texts.t(`requests.missing.${item}`),
        multiple: item === 'memberIdentities',
        stored: storedRows(draft.papers?.[name] ?? []),
      })),
      // Every paper has a field of its own; others belong to words.
      asksFiles: asks('description', 'purpose', 'namedInOldLetter'),
      draft: { ...EMPTY, ...draft },
      stored: storedRows(draft.files),
      storedIdentity: storedRows([draft.identity]),
      errors,
      csrf: session.csrf,
      key: newFormKey(),
    };
    const options = {
      title: texts.t('tracking.complete.title'),
      nav: 'track',
      hasErrors: errors.length > 0,
    } as const;
    return this.views.page(request, reply, 'tracking/completion', model, options);
  }

  private otherPurpose(texts: Texts, { purposeText: value }: CompletionDraft, errors: readonly PageError[]) {
    const name = 'tujuan_lain';
    const error = errors.find(({ field }) => field === name)?.message;
    return { name, label: texts.t('filing.purpose.other-text'), value, error };
  }
}

function papersOf(draft: CompletionDraft): readonly KeptFile[] {
  return Object.values(draft.papers ?? {}).flat();
}

/** The papers of the draft as the API names them. */
function namedIn(draft: CompletionDraft): Readonly<Record<string, string | readonly string[]>> {
  return Object.fromEntries(
    PAPER_FIELDS.flatMap(([item, name]) => {
      const ids = (draft.papers?.[name] ?? []).map(({ id }) => id);
      const [last] = ids.slice(-1);
      if (last === undefined) return [];
      return [[item, item === 'memberIdentities' ? ids : last]];
    }),
  );
}

/** What the paper left unsaid, as the API names it. */
function saidIn({ purpose, purposeText, way }: CompletionDraft): Readonly<Record<string, unknown>> {
  return {
    purpose: purpose === '' ? null : { kind: purpose, text: purpose === 'other' ? purposeText : null },
    ...wayOf(way),
  };
}
