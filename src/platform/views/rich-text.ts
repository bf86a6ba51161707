/** Escapes text for HTML; quotes too, so that it may stand in an attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const safeAddress = /^(?:\/|#|https:\/\/|mailto:|tel:)/;

/**
 * The little markup of catalogue sentences: `**bold**`, `[words](/address)` is a link.
 * Takes already escaped text; an address that is not local, https, mailto or tel is left as text.
 */
export function inlineMarkup(escaped: string): string {
  return escaped
    .replace(/\[([^\]]+)\]\(([^()\s]+)\)/g, (whole, label: string, address: string) =>
      safeAddress.test(address) ? `<a href="${address}">${label}</a>` : whole,
    )
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>');
}

/**
 * Longer texts of the catalogue: blocks parted by a blank line; `## ` heading, `### ` lower heading, `- ` and `1. `
 * lists, anything else a paragraph. Heading anchors are the words in kebab-case.
 */
export function blockMarkup(escaped: string): string {
  return escaped
    .trim()
    .split(/\n\s*\n/)
    .map((block) => blockHtml(block.trim()))
    .join('');
}

function blockHtml(block: string): string {
  const heading = /^(#{2,3}) (.+)$/.exec(block);
  if (heading) {
    const level = heading[1] === '##' ? 2 : 3;
    const words = heading[2] ?? '';
    return `<h${level} id="${anchor(words)}">${inlineMarkup(words)}</h${level}>`;
  }
  const lines = block.split('\n').map((line) => line.trim());
  if (lines.every((line) => line.startsWith('- '))) return list('ul', lines, 2);
  if (lines.every((line) => /^\d+\. /.test(line))) return list('ol', lines, undefined);
  return `<p>${inlineMarkup(lines.join(' '))}</p>`;
}

function list(tag: 'ul' | 'ol', lines: readonly string[], cut: number | undefined): string {
  const items = lines.map((line) => `<li>${inlineMarkup(line.slice(cut ?? line.indexOf(' ') + 1))}</li>`);
  return `<${tag} class="list">${items.join('')}</${tag}>`;
}

function anchor(words: string): string {
  return words
    .toLowerCase()
    .replace(/&[a-z#0-9]+;/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
