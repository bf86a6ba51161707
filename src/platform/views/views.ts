import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Environment } from 'nunjucks';
import { type AssetManifest, readAssetManifest } from './asset-manifest.js';
import { Catalogue } from './catalogue.js';
import { City } from '../config/city.js';
import { PROJECT_DIR } from '../config/project-files.js';
import { cityTexts, type Alarm, type CityTexts, type PageFrame } from './frame.js';
import { languageOfPath, pathInLanguage, type Language } from './language.js';
import { markForeign } from './mark-foreign.js';
import { createEnvironment } from './nunjucks-environment.js';
import { Texts } from './texts.js';

/** The least a page needs of a request and a reply; Fastify's fulfil it. */
export interface PageRequest {
  readonly url: string;
  readonly id?: unknown;
}
export interface PageReply {
  code(status: number): unknown;
  header(name: string, value: string): unknown;
}

export interface ViewsOptions {
  /** Project root, with `templates/` and `dist/assets/`; found from package.json if left out. */
  readonly root?: string;
  readonly assets?: AssetManifest;
}

/** Where a page stands and how it answers. */
export type PageOptions = PageFrame & { readonly status?: number };

/** Renders pages, and speaks the catalogue for page builders, mails and refusals. */
export class Views {
  readonly catalogue: Catalogue;
  private readonly city: Readonly<Record<Language, CityTexts>>;
  private readonly texts: Readonly<Record<Language, Texts>>;
  private readonly environments: Readonly<Record<Language, Environment>>;
  private alarms: () => readonly Alarm[] = () => [];

  constructor(city: City, options: ViewsOptions = {}) {
    const root = options.root ?? PROJECT_DIR;
    this.city = { id: cityTexts(city, 'id'), en: cityTexts(city, 'en') };
    this.catalogue = Catalogue.load(join(root, 'templates/messages'));
    const assets = options.assets ?? readAssetManifest(join(root, 'dist/assets'));
    const folders = [join(root, 'templates'), join(root, 'node_modules/govuk-frontend/dist')];
    const texts = (language: Language): Texts => new Texts(language, this.catalogue);
    this.texts = { id: texts('id'), en: texts('en') };
    this.environments = {
      id: createEnvironment(folders, this.texts.id, assets),
      en: createEnvironment(folders, this.texts.en, assets),
    };
  }

  /** Where the banner of those who look after the program has its sentences from; asked at each of their pages. */
  showAlarms(alarms: () => readonly Alarm[]): void {
    this.alarms = alarms;
  }

  /** Sentences and formats of a language. */
  in(language: Language): Texts {
    return this.texts[language];
  }

  /** Language of a request: the prefix of its path decides. */
  languageOf(request: PageRequest): Language {
    return languageOfPath(request.url);
  }

  /** Sentences and formats of the language a request asks for. */
  for(request: PageRequest): Texts {
    return this.texts[this.languageOf(request)];
  }

  /**
   * HTML of `templates/pages/<name>.njk`. The model's fields are the template's names; `frame`, `city`, `title` and
   * `hasErrors` are the frame's.
   */
  render(name: string, model: object, frame: PageFrame): string {
    const language = frame.language ?? languageOfPath(frame.path ?? '/');
    const other: Language = language === 'id' ? 'en' : 'id';
    const path = frame.path ?? '/';
    const context = {
      ...model,
      city: this.city[language],
      title: frame.title,
      hasErrors: frame.hasErrors ?? false,
      frame: {
        nav: frame.nav ?? 'none',
        path,
        otherLanguageHref: frame.languageLink === false ? null : pathInLanguage(path, other),
        trace: frame.trace ?? newTrace(),
        staff: frame.staff ?? null,
        alarms: frame.staff?.seesAlarms === true ? this.alarmWords(language) : [],
        indexed: frame.indexed ?? false,
      },
    };
    const html = this.environments[language].render(`pages/${name}.njk`, context);
    // Nothing falls back to another language than Indonesian.
    return language === 'id' ? html : markForeign(html);
  }

  private alarmWords(language: Language): readonly string[] {
    return this.alarms().map(({ key, figures }) => this.texts[language].t(`health.alarms.${key}`, figures));
  }

  /** HTML or text of any template (mail layouts), without a frame. */
  renderPart(template: string, model: object, language: Language): string {
    return this.environments[language].render(template, { ...model, city: this.city[language] });
  }

  /** Answers a request with a page: language, path and trace number come from the request. */
  page(request: PageRequest, reply: PageReply, name: string, model: object, options: PageOptions): string {
    const html = this.render(name, model, {
      path: request.url,
      trace: traceOf(request.id),
      ...options,
    });
    reply.code(options.status ?? (options.hasErrors === true ? 422 : 200));
    reply.header('content-type', 'text/html; charset=utf-8');
    return html;
  }
}

/** `7F3A-91C2`: short enough to read over the telephone, found in the log by its request id. */
export function traceOf(requestId: unknown): string {
  const id = typeof requestId === 'string' ? requestId.replace(/[^0-9a-z]/gi, '').toUpperCase() : '';
  return id.length >= 8 ? `${id.slice(0, 4)}-${id.slice(4, 8)}` : newTrace();
}

function newTrace(): string {
  const hex = randomBytes(4).toString('hex').toUpperCase();
  return `${hex.slice(0, 4)}-${hex.slice(4)}`;
}
