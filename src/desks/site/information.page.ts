import type { TextPart } from '../../platform/views/parts/case-parts.js';
import { pathInLanguage } from '../../platform/views/language.js';
import type { Texts } from '../../platform/views/texts.js';

/** An open document of the information list. */
export interface PublishedItem {
  readonly path: string;
  readonly title: string;
  readonly text: string;
  readonly category: string;
}

export interface FoundItem {
  readonly href: string;
  readonly title: readonly TextPart[];
  readonly text: readonly TextPart[];
  readonly category: string;
}

const names = ['statistik', 'register', 'standar-layanan', 'alur', 'maklumat', 'biaya', 'hitung'] as const;

/** What the service itself publishes; released answers join when the first is published. */
export function publishedItems(texts: Texts): PublishedItem[] {
  return names.map((name) => ({
    path: `/${name}`,
    title: texts.t(`site.information.items.${name}.title`),
    text: texts.t(`site.information.items.${name}.text`),
    category: texts.t(`site.information.category.${texts.t(`site.information.items.${name}.category`)}`),
  }));
}

/** Items that hold every word searched for, with the words marked; all items without words. */
export function findItems(texts: Texts, words: string): FoundItem[] {
  const wanted = words
    .toLocaleLowerCase('id')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);
  return publishedItems(texts)
    .filter((item) => {
      const content = `${item.title} ${item.text}`.toLocaleLowerCase('id');
      return words === '' || (wanted.length > 0 && wanted.every((word) => content.includes(word)));
    })
    .map((item) => ({
      href: pathInLanguage(item.path, texts.language),
      title: marked(item.title, wanted),
      text: marked(item.text, wanted),
      category: item.category,
    }));
}

/** Cuts a text at the words searched for. */
export function marked(text: string, words: readonly string[]): TextPart[] {
  if (words.length === 0) return [{ text }];
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text
    .split(new RegExp(`(${escaped.join('|')})`, 'giu'))
    .map((part, index) => (index % 2 === 1 ? { text: part, strong: true } : { text: part }))
    .filter((part) => part.text !== '');
}
