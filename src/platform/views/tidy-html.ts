import { FALLBACK_END, FALLBACK_START } from './catalogue.js';

const token =
  /<(pre|textarea)\b[\s\S]*?<\/\1>|<(title|option|script)\b[\s\S]*?<\/\2>|<!--[\s\S]*?-->|<[^>]*>|[^<]+/g;

/**
 * Makes the page small and marks foreign text: white space collapses outside `pre` and `textarea`, comments go, and
 * a sentence that fell back to Indonesian is wrapped in `<span lang="id">` (in attributes and plain-text elements the
 * signs are only removed).
 */
export function tidyHtml(html: string): string {
  const unmark = hasMarks(html) ? withoutMarks : (part: string): string => part;
  const tidied = html.replace(token, (part, kept?: string) => {
    if (part.startsWith('<!--')) return '';
    if (kept !== undefined) return unmark(part);
    if (part.startsWith('<')) return unmark(part.replace(/\s+(?=\/?>$)/, '').replace(/\n\s*/g, ' '));
    const text = part.replace(/[ \t\r\n]+/g, ' ');
    return text.replaceAll(FALLBACK_START, '<span lang="id">').replaceAll(FALLBACK_END, '</span>');
  });
  return tidied.replace(blockGap, '$1').replace(blockGapBefore, '$1').trim();
}

const blocks =
  'html|head|body|meta|link|title|script|header|footer|main|nav|section|aside|div|p|ul|ol|li|dl|dt|dd|h[1-6]|table|' +
  'thead|tbody|tr|th|td|caption|form|fieldset|legend|details|summary|figure|figcaption|option|select|svg|symbol|g|path|rect|' +
  'circle|line|polyline|text|defs|hr|br';
const blockGap = new RegExp(`(<\\/?(?:${blocks})(?=[\\s>/])[^>]*>) +(?=<)`, 'g');
const blockGapBefore = new RegExp(` +(<\\/?(?:${blocks})(?=[\\s>/])[^>]*>)`, 'g');

function hasMarks(html: string): boolean {
  return html.includes(FALLBACK_START) || html.includes(FALLBACK_END);
}

function withoutMarks(part: string): string {
  return part.replaceAll(FALLBACK_START, '').replaceAll(FALLBACK_END, '');
}
