import { FALLBACK_END, FALLBACK_START } from './catalogue.js';

const token =
  /<(pre|textarea)\b[\s\S]*?<\/\1>|<(title|option|script)\b[\s\S]*?<\/\2>|<!--[\s\S]*?-->|<[^>]*>|[^<]+/g;

/**
 * Marks foreign text: a sentence that fell back to Indonesian is wrapped in `<span lang="id">`; in attributes and
 * plain-text elements the signs are only removed.
 */
export function markForeign(html: string): string {
  if (!html.includes(FALLBACK_START) && !html.includes(FALLBACK_END)) return html;
  return html.replace(token, (part) => (part.startsWith('<') ? withoutMarks(part) : withMarks(part)));
}

function withMarks(text: string): string {
  return text.replaceAll(FALLBACK_START, '<span lang="id">').replaceAll(FALLBACK_END, '</span>');
}

function withoutMarks(part: string): string {
  return part.replaceAll(FALLBACK_START, '').replaceAll(FALLBACK_END, '');
}
