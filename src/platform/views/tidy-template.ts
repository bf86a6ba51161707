import nunjucks from 'nunjucks';
import { compiledTemplate } from './compiled-template.js';

/** Elements beside which white space is never seen. */
const blocks = new Set(
  (
    'html head body meta link title script header footer main nav section aside div p ul ol li dl dt dd h1 h2 h3 h4 h5 h6 ' +
    'table thead tbody tr th td caption form fieldset legend details summary figure figcaption option select svg symbol g ' +
    'path rect circle line polyline text defs hr br'
  ).split(' '),
);
const tagName = /^<\/?([a-z0-9]+)/i;
const htmlToken =
  /<(pre|textarea)\b[\s\S]*?<\/\1>|<(?:title|option|script)\b[\s\S]*?<\/(?:title|option|script)>|<[^>]*>|[^<]+/g;

/** What the template does (`{% if %}`, comments) and what it prints, each as one private-use sign while HTML is read. */
const templateToken = /\{%[\s\S]*?%\}|\{#[\s\S]*?#\}|\{\{[\s\S]*?\}\}/g;
const DOES = '\ue020';
const PRINTS = '\ue021';
const onlyDoes = /^[ \ue020]*$/u;

/**
 * Makes the HTML of a template small, once, when it is loaded: white space collapses outside `pre` and `textarea` and
 * goes beside blocks. What the template does and prints stays as it is written.
 */
export function tidyTemplate(source: string): string {
  const hidden: string[] = [];
  const html = source.replace(templateToken, (token) => {
    hidden.push(token);
    return token.startsWith('{{') ? PRINTS : DOES;
  });
  return tidied(withoutLinesOfBlocks(html)).replace(/[\ue020\ue021]/gu, () => hidden.shift() ?? '');
}

/** As `trimBlocks` and `lstripBlocks` do, while there are lines: a line with nothing but a block tag leaves nothing. */
function withoutLinesOfBlocks(html: string): string {
  return html.replace(/^[ \t]+(?=\ue020)/gmu, '').replace(/\ue020\r?\n/gu, DOES);
}

function tidied(html: string): string {
  const pieces: string[] = [];
  let afterBlock = false;
  for (const [part, kept] of html.matchAll(htmlToken)) {
    if (!part.startsWith('<')) {
      const text = part.replace(/[ \t\r\n]+/g, ' ');
      // Only what touches the block: the space on the other side of `{% endfor %}` may stand between two turns.
      pieces.push(afterBlock && onlyDoes.test(text) ? text.trimStart() : text);
      afterBlock = false;
      continue;
    }
    const isBlock = blocks.has(tagName.exec(part)?.[1]?.toLowerCase() ?? '');
    const before = pieces.at(-1);
    if (isBlock && before?.endsWith(' ') === true) pieces[pieces.length - 1] = before.trimEnd();
    pieces.push(kept === undefined ? tidyTag(part) : part);
    afterBlock = isBlock;
  }
  return pieces.join('');
}

function tidyTag(tag: string): string {
  return tag.replace(/\s+(?=\/?>$)/, '').replace(/\s+/g, ' ');
}

/** What prints the same on every page: `{{ t('key') }}`, `{{ url('/path') }}`, ... */
const constantToken = /\{\{ (t|rich|prose|url|asset)\('([^'{}]+)'\) \}\}/g;

/** The HTML of functions of templates that hangs on nothing but the language. */
export type ConstantHtml = Readonly<
  Record<'t' | 'rich' | 'prose' | 'url' | 'asset', (value: string) => string>
>;

/** Writes into a template what every page prints the same; a text that looks like a template itself waits. */
export function withConstants(source: string, html: ConstantHtml): string {
  return source.replace(constantToken, (token, name: keyof ConstantHtml, value: string) => {
    const text = html[name](value);
    return text.includes('{') ? token : text;
  });
}

/** Reads templates of pages tidied and compiled, and those of mails (which may be plain text) as they are written. */
export class TidyLoader extends nunjucks.FileSystemLoader {
  constructor(
    folders: string[],
    private readonly constants: ConstantHtml,
    private readonly options: object,
  ) {
    super(folders, { noCache: false, watch: false });
  }

  override getSource(name: string): nunjucks.LoaderSource {
    const source = super.getSource(name);
    // A template that is not there is `null`, whatever the type says.
    if ((source as unknown) === null || name.startsWith('mail/')) return source;
    const text = withConstants(tidyTemplate(source.src), this.constants);
    return { ...source, src: compiledTemplate(text, source.path, this.options) as unknown as string };
  }
}
