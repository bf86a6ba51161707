import { type Formats } from './formats.js';
import { type MessageParams } from './language.js';

const placeholder = /\{(\w+)(?:\|([^{}|]*)\|([^{}]*))?\}/g;

/** Names of the values a sentence needs. */
export function placeholders(message: string): Set<string> {
  return new Set([...message.matchAll(placeholder)].map((match) => match[1] ?? ''));
}

/**
 * Fills a sentence: `{name}` is the value, `{count|working day|working days}` the word that fits the count.
 * A value that is not given is a fault of the caller and throws.
 */
export function fillMessage(
  key: string,
  message: string,
  params: MessageParams,
  formats: Formats,
  write: (value: string) => string = (value) => value,
): string {
  if (!message.includes('{')) return message;
  return message.replace(placeholder, (_whole, name: string, one?: string, other?: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`Message ${key} needs the value {${name}}`);
    if (one !== undefined && other !== undefined) return value === 1 ? one : other;
    return write(typeof value === 'number' ? formats.number(value) : value);
  });
}
