import nunjucks from 'nunjucks';
import { type AssetManifest, assetPath } from './asset-manifest.js';
import { pathInLanguage, type MessageParams } from './language.js';
import { escapeHtml } from './rich-text.js';
import { type Texts } from './texts.js';
import { TidyLoader } from './tidy-template.js';

const { Environment } = nunjucks;

/** One fault of a form: the id of the field and what to do. */
export interface FieldFault {
  readonly field: string | null;
  readonly message: string;
}

type Taken<T> = (error: Error | null, value: T) => void;
type Exports = Readonly<Record<string, unknown>>;

/** What compiled templates call of one another; the types of the library leave it out. */
interface ImportedTemplate {
  getExported(taken: Taken<Exports>): void;
}

/**
 * Macros hang on nothing but the language, and no template imports them with its context: a file of them is run once, not
 * by every page that imports it.
 */
class MacroKeeper extends Environment {
  override getTemplate(...given: unknown[]): nunjucks.Template {
    const get = super.getTemplate.bind(this) as (...sent: unknown[]) => nunjucks.Template;
    const taken = given.at(-1);
    if (typeof taken !== 'function') return get(...given);
    const keep: Taken<ImportedTemplate | undefined> = (error, template) => {
      if (template !== undefined) keepExports(template);
      (taken as Taken<unknown>)(error, template);
    };
    return get(...given.slice(0, -1), keep);
  }
}

function keepExports(template: ImportedTemplate): void {
  if (Object.hasOwn(template, 'getExported')) return;
  const run = template.getExported.bind(template);
  let kept: Exports | undefined;
  template.getExported = (taken) => {
    if (kept !== undefined) {
      taken(null, kept);
      return;
    }
    run((error, made) => {
      if (error === null) kept = made;
      taken(error, made);
    });
  };
}

/**
 * One environment per language, so that macros speak it without a context: templates are compiled once, output is
 * escaped, and printing a value that does not exist throws.
 */
export function createEnvironment(
  folders: readonly string[],
  texts: Texts,
  assets: AssetManifest,
): nunjucks.Environment {
  const url = (path: string): string => pathInLanguage(path, texts.language);
  const asset = (name: string): string => assetPath(assets, name);
  const constants = {
    t: (key: string) => escapeHtml(texts.t(key)),
    rich: (key: string) => texts.richHtml(key),
    prose: (key: string) => texts.proseHtml(key),
    url: (path: string) => escapeHtml(url(path)),
    asset: (name: string) => escapeHtml(asset(name)),
  };
  const options = { autoescape: true, throwOnUndefined: true, trimBlocks: true, lstripBlocks: true };
  const environment = new MacroKeeper(new TidyLoader([...folders], constants, options), options);
  const safe = (html: string): nunjucks.runtime.SafeString => new nunjucks.runtime.SafeString(html);
  const globals: Readonly<Record<string, unknown>> = {
    t: (key: string, params?: MessageParams) => texts.t(key, params),
    tlist: (key: string, params?: MessageParams) => texts.list(key, params),
    rich: (key: string, params?: MessageParams) => safe(texts.richHtml(key, params)),
    prose: (key: string, params?: MessageParams) => safe(texts.proseHtml(key, params)),
    fmt: texts.formats,
    lang: texts.language,
    asset,
    url,
    lowerFirst: (text: string) => text.charAt(0).toLowerCase() + text.slice(1),
  };
  for (const [name, value] of Object.entries(globals)) environment.addGlobal(name, value);
  environment.addFilter(
    'errorOf',
    (errors: readonly FieldFault[] | undefined, field: string) =>
      errors?.find((error) => error.field === field)?.message,
  );
  return environment;
}
