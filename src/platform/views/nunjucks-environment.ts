import nunjucks from 'nunjucks';
import { type AssetManifest, assetPath } from './asset-manifest.js';
import { pathInLanguage, type MessageParams } from './language.js';
import { type Texts } from './texts.js';
import { TidyLoader } from './tidy-template.js';

const { Environment } = nunjucks;

/** One fault of a form: the id of the field and what to do. */
export interface FieldFault {
  readonly field: string | null;
  readonly message: string;
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
  const constants = {
    t: (key: string) => texts.t(key),
    url: (path: string) => pathInLanguage(path, texts.language),
    asset: (name: string) => assetPath(assets, name),
  };
  const loader = new TidyLoader([...folders], constants);
  const environment = new Environment(loader, {
    autoescape: true,
    throwOnUndefined: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  const safe = (html: string): nunjucks.runtime.SafeString => new nunjucks.runtime.SafeString(html);
  const globals: Readonly<Record<string, unknown>> = {
    t: (key: string, params?: MessageParams) => texts.t(key, params),
    tlist: (key: string, params?: MessageParams) => texts.list(key, params),
    rich: (key: string, params?: MessageParams) => safe(texts.richHtml(key, params)),
    prose: (key: string, params?: MessageParams) => safe(texts.proseHtml(key, params)),
    fmt: texts.formats,
    lang: texts.language,
    asset: constants.asset,
    url: constants.url,
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
