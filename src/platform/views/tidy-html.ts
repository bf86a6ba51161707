import { FALLBACK_END, FALLBACK_START } from './catalogue.js';

const token =
  /<(pre|textarea)\b[\s\S]*?<\/\1>|<(title|option|script)\b[\s\S]*?<\/\2>|<!--[\s\S]*?-->|<[^>]*>|[^<]+/g;

const blocks = new Set(
  (
    'html head body meta link title script header footer main nav section aside div p ul ol li dl dt dd h1 h2 h3 h4 h5 h6 ' +
    'table thead tbody tr th td caption form fieldset legend details summary figure figcaption option select svg symbol g ' +
    'path rect circle line polyline text defs hr br'
  ).split(' '),
);
const tagName = /^<\/?([a-z0-9]+)/i;

/**
 * Makes the page small and marks foreign text: white space collapses outside `pre` and `textarea` and goes beside
 * blocks, comments go, and a sentence that fell back to Indonesian is wrapped in `<span lang="id">` (in attributes and
 * plain-text elements the signs are only removed). One pass: it runs for every page.
 */
export function tidyHtml(html: string): string {
  const marked = hasMarks(html);
  const unmark = marked ? withoutMarks : (part: string): string => part;
  const pieces: string[] = [];
  let afterBlock = false;
  for (const [part, kept] of html.matchAll(token)) {
    if (part.startsWith('<!--')) continue;
    if (!part.startsWith('<')) {
      const text = collapsed(part);
      if (text === ' ' && afterBlock) continue;
      pieces.push(marked ? withMarks(text) : text);
      afterBlock = false;
      continue;
    }
    const isBlock = blocks.has(tagName.exec(part)?.[1]?.toLowerCase() ?? '');
    const before = pieces.at(-1);
    if (isBlock && before?.endsWith(' ') === true) pieces[pieces.length - 1] = before.trimEnd();
    pieces.push(unmark(kept === undefined ? tidyTag(part) : part));
    afterBlock = isBlock;
  }
  return pieces.join('').trim();
}

function tidyTag(tag: string): string {
  const beforeEnd = tag.at(-2) ?? '';
  if (beforeEnd !== '/' && beforeEnd.trim() !== '' && !tag.includes('\n')) return tag;
  return tag.replace(/\s+(?=\/?>$)/, '').replace(/\n\s*/g, ' ');
}

function collapsed(text: string): string {
  return /[\t\r\n]| {2}/.test(text) ? text.replace(/[ \t\r\n]+/g, ' ') : text;
}

function withMarks(text: string): string {
  return text.replaceAll(FALLBACK_START, '<span lang="id">').replaceAll(FALLBACK_END, '</span>');
}

function hasMarks(html: string): boolean {
  return html.includes(FALLBACK_START) || html.includes(FALLBACK_END);
}

function withoutMarks(part: string): string {
  return part.replaceAll(FALLBACK_START, '').replaceAll(FALLBACK_END, '');
}
