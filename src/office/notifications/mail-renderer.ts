import { Injectable } from '@nestjs/common';
import { City } from '../../platform/config/city.js';
import { Config } from '../../platform/config/config.js';
import { mailTemplateFolders } from '../../platform/mail/template-files.js';
import { statusAddressOf } from '../../platform/letters/letter-city.js';
import { languages, NBSP, pathInLanguage, type Language } from '../../platform/views/language.js';
import { Views } from '../../platform/views/views.js';
import { countWords, type CountRun } from '../calendar/count-runs.js';
import { calendarFile, type CalendarEntry } from './calendar-file.js';
import { plainLine, type MailValues, type Voice } from './fill-words.js';
import { mailParts, type MailPart } from './mail-parts.js';
import { partsOnPaper, type PaperWords } from './paper-parts.js';
import { MAIL_KIND_NAMES, mailKind, type MailKindName } from './mail-kinds.js';
import type { ProvisionalYear } from './provisional-days.js';
import type { MailTemplate } from './mail-template.js';
import { readMailTemplates } from './mail-templates.js';

/** A mail in words, before it has an address. */
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachment: { readonly name: string; readonly type: string; readonly content: string } | null;
}

const CALENDAR_TYPE = 'text/calendar; charset=utf-8; method=PUBLISH';

/** How news goes out: a mail, or a letter that the desk prints for somebody without an address. */
export type MailWay = 'mail' | 'paper';

/**
 * Turns typed data into subject, text, HTML and calendar file. One template gives both parts, so that they cannot
 * differ. All templates are read and tried with their sample at boot; a kind without words stops the start.
 */
@Injectable()
export class MailRenderer {
  private readonly templates: ReadonlyMap<string, MailTemplate>;
  private readonly voices: Readonly<Record<Language, Voice>>;

  constructor(
    private readonly views: Views,
    private readonly city: City,
    private readonly config: Config,
  ) {
    const voice = (language: Language): Voice => ({
      texts: views.in(language),
      raw: (key) => views.catalogue.message(language, key),
    });
    this.voices = { id: voice('id'), en: voice('en') };
    this.templates = readMailTemplates();
    for (const kind of MAIL_KIND_NAMES) for (const language of languages) this.sample(kind, language);
  }

  /** Renders a mail; throws when the data lacks a value that the words need. */
  render(
    kind: MailKindName,
    language: Language,
    data: object,
    calendar: readonly CalendarEntry[],
    at: Date,
    way: MailWay = 'mail',
  ): RenderedMail {
    const template = this.templates.get(`${kind}/${language}`);
    if (template === undefined) throw new Error(`no words for the mail ${kind} in ${language}`);
    const settings = mailKind(kind);
    const voice = this.voices[language];
    const ways = { byMail: way === 'mail', onPaper: way === 'paper' };
    const values = { ...this.valuesOf(data, language), ...ways };
    const content = mailParts(template, values, voice, (path) =>
      this.address(path, settings.reader === 'requester' ? language : 'id'),
    );
    const file = calendar.length > 0 && way === 'mail' ? settings.calendar?.file : undefined;
    const { t } = this.sentences(language);
    const told = withCount(withProvisional(content.parts, voice, data), voice, data);
    const parts = way === 'paper' ? partsOnPaper(told, this.paperWords(language)) : told;
    const model = {
      language,
      subject: content.subject,
      greeting: t(`mail.greeting.${settings.reader}`),
      parts: file === undefined ? parts : withNote(parts, t(`mail.${noteOf(calendar)}`, { file })),
      orOpen: t('mail.or-open'),
      foot: this.foot(settings.reader, language),
      office: {
        name: this.city.siteName[language],
        words: this.city.office[language].replace(/ \(PPID\)$/u, ''),
      },
    };
    return {
      subject: content.subject,
      text: withPlainSpaces(this.views.renderPart('mail/layout.text.njk', model, language)).trim() + '\n',
      html: this.views.renderPart('mail/layout.html.njk', model, language),
      attachment:
        file === undefined
          ? null
          : {
              name: file,
              type: CALENDAR_TYPE,
              content: calendarFile(calendar, this.calendarOptions(language, at)),
            },
    };
  }

  /** The kind with its invented data, for previews and specs. */
  sample(kind: MailKindName, language: Language, at = new Date(0)): RenderedMail {
    const { sample, calendar } = mailKind(kind);
    const on = calendar === undefined ? undefined : sample[calendar.day];
    const entries =
      calendar === undefined
        ? []
        : [
            {
              kind: calendar.kind,
              subjectId: '00000000-0000-7000-8000-000000000000',
              number: String(sample['number']),
              on: on as CalendarEntry['on'],
              sequence: 1,
              cancelled: false,
            },
          ];
    return this.render(kind, language, sample, entries, at);
  }

  private valuesOf(data: object, language: Language): MailValues {
    const values: Record<string, unknown> = { commission: this.city.commission.name, ...data };
    for (const [name, value] of Object.entries(values)) {
      // Who holds the case may not be known yet: the office as a whole then is the one that owes the answer.
      if (value === null && (name === 'agency' || name === 'number'))
        values[name] = this.city.siteName[language];
    }
    return values;
  }

  private foot(
    reader: 'requester' | 'staff',
    language: Language,
  ): { contact: string; domain: string; never: string } {
    const { t } = this.sentences(language);
    const { desk, domain, siteName } = this.city;
    return {
      contact: t('mail.foot.contact', {
        office: siteName[language],
        phone: desk.phone,
        hours: desk.hours[language],
      }),
      domain: t('mail.foot.domain', { domain }),
      never: t(`mail.foot.${reader}`),
    };
  }

  private paperWords(language: Language): PaperWords {
    const { t } = this.sentences(language);
    return {
      way: (label) =>
        t('mail.paper.way', {
          label,
          address: statusAddressOf(this.city),
          desk: this.city.desk.address,
        }),
      dateInWords:
        language === 'id' ? (label, date, words) => t('mail.paper.date', { label, date, words }) : null,
    };
  }

  private sentences(language: Language): { t: (key: string, params?: Record<string, string>) => string } {
    const { texts } = this.voices[language];
    return { t: (key, params) => texts.t(key, params) };
  }

  private calendarOptions(language: Language, at: Date): Parameters<typeof calendarFile>[1] {
    return { domain: this.city.domain, texts: this.voices[language].texts, at };
  }

  private address(path: string, language: Language): string {
    const clean = plainLine(path);
    if (!clean.startsWith('/') || clean.startsWith('//'))
      throw new Error('the link of a mail is a path of our own site');
    return this.config.publicUrl + (language === 'id' ? clean : pathInLanguage(clean, language));
  }
}

/** Folders below `templates/mail/` that belong to no kind; a spec keeps the list empty. */
export function orphanedTemplates(): string[] {
  const known = new Set<string>(MAIL_KIND_NAMES);
  return mailTemplateFolders().filter((folder) => !known.has(folder));
}

/** That the dates of a mail may still move stands right below the last of them (`provisionalYear` of the data). */
function withProvisional(parts: readonly MailPart[], voice: Voice, data: object): readonly MailPart[] {
  const { provisionalYear: year = null } = data as Partial<ProvisionalYear>;
  if (year === null) return parts;
  const at = parts.findLastIndex((part) => part.kind === 'date') + 1;
  const text = voice.texts.t('mail.provisional', { year });
  const line = { kind: 'text', text, pieces: [text], strong: '' } as const;
  return [...parts.slice(0, at), line, ...parts.slice(at)];
}

/** How the date of the mail was counted stands below its lines (`counting` of the data), above the rights. */
function withCount(parts: readonly MailPart[], voice: Voice, data: object): readonly MailPart[] {
  const runs = (data as { readonly counting?: readonly CountRun[] }).counting ?? [];
  if (runs.length === 0) return parts;
  const text = `${voice.texts.t('common.date.runs.title')}: ${countWords(voice.texts, runs)}.`;
  return withNote(parts, text);
}

/** What an attached file does to the calendar of its reader. */
function noteOf(entries: readonly CalendarEntry[]): 'attached' | 'attached-cancelled' {
  return entries.every(({ cancelled }) => cancelled) ? 'attached-cancelled' : 'attached';
}

/** The note on the attached file stands below the lines, above the rights. */
function withNote(parts: readonly MailPart[], text: string): readonly MailPart[] {
  const at = parts.findIndex((part) => part.kind === 'rights');
  const end = at === -1 ? parts.length : at;
  return [...parts.slice(0, end), { kind: 'note', text }, ...parts.slice(end)];
}

function withPlainSpaces(text: string): string {
  return text.replaceAll(NBSP, ' ');
}
