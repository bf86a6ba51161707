import { type Catalogue } from './catalogue.js';
import { Formats } from './formats.js';
import { type Language, type MessageParams } from './language.js';
import { fillMessage } from './message-format.js';
import { blockMarkup, escapeHtml, inlineMarkup } from './rich-text.js';

/** Sentences and formats of one language: what page builders and templates speak with. */
export class Texts {
  readonly formats: Formats;

  constructor(
    readonly language: Language,
    private readonly catalogue: Catalogue,
  ) {
    this.formats = new Formats(language);
  }

  /** Plain sentence; the template escapes it. Throws for an unknown key or a value that was not given. */
  t(key: string, params: MessageParams = {}): string {
    return fillMessage(key, this.catalogue.message(this.language, key), params, this.formats);
  }

  /** Plain sentences of a list. */
  list(key: string, params: MessageParams = {}): string[] {
    return this.catalogue
      .messages(this.language, key)
      .map((message) => fillMessage(key, message, params, this.formats));
  }

  has(key: string): boolean {
    return this.catalogue.has(key);
  }

  /** Escaped HTML of a sentence with `**bold**` and `[links](/path)`; values are escaped and never read as markup. */
  richHtml(key: string, params: MessageParams = {}): string {
    return this.markup(key, params, inlineMarkup);
  }

  /** Escaped HTML of a longer text with headings, paragraphs and lists. */
  proseHtml(key: string, params: MessageParams = {}): string {
    return this.markup(key, params, blockMarkup);
  }

  private markup(key: string, params: MessageParams, shape: (escaped: string) => string): string {
    const values: string[] = [];
    // Values keep out of the markup: each stands as a private-use sign until the markup is read.
    const kept = (value: string): string => `\ue010${values.push(escapeHtml(value)) - 1}\ue011`;
    const addresses = /\]\(\{(\w+)\}\)/g;
    const message = this.catalogue
      .message(this.language, key)
      .replace(addresses, (_whole, name: string) => `](${encodeURI(String(params[name] ?? ''))})`);
    const filled = fillMessage(key, escapeHtml(message), params, this.formats, kept);
    return shape(filled).replace(
      /\ue010(\d+)\ue011/g,
      (_whole, index: string) => values[Number(index)] ?? '',
    );
  }
}
