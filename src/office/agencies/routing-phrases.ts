import { withoutClitic, type Word } from './routing-words.js';

/** What a phrase of ours stands for. The order is the rank when two phrases have the same length. */
export type PhraseKind = 'agency' | 'city' | 'strongElsewhere' | 'weakElsewhere' | 'subject' | 'place';

export interface Phrase {
  readonly kind: PhraseKind;
  readonly text: string;
  /** Agency codes, or the body outside the city; a keyword of several agencies has several. */
  readonly targets: readonly string[];
}

export interface PhraseHit {
  readonly phrase: Phrase;
  /** Indexes of the first word and behind the last one. */
  readonly from: number;
  readonly to: number;
}

interface Node {
  readonly next: Map<string, Node>;
  phrase?: Phrase;
}

const rank: Readonly<Record<PhraseKind, number>> = {
  agency: 0,
  city: 1,
  strongElsewhere: 2,
  weakElsewhere: 3,
  subject: 4,
  place: 5,
};

/** Finds phrases as whole words; where two overlap, the longer one is meant. */
export class PhraseBook {
  private readonly root: Node = { next: new Map() };

  /** Adds a phrase; the same words again add their targets, or win by the rank of their kind. */
  add(kind: PhraseKind, text: string, words: readonly string[], target: string): void {
    let node = this.root;
    for (const word of words) {
      const next = node.next.get(word) ?? { next: new Map<string, Node>() };
      node.next.set(word, next);
      node = next;
    }
    if (node === this.root) return;
    const held = node.phrase;
    if (held && held.kind === kind)
      node.phrase = { ...held, targets: [...new Set([...held.targets, target])] };
    else if (!held || rank[kind] < rank[held.kind]) node.phrase = { kind, text, targets: [target] };
  }

  find(words: readonly Word[]): PhraseHit[] {
    const all = words.flatMap((_, from) => this.startingAt(words, from));
    all.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
    const taken = new Uint8Array(words.length);
    const hits: PhraseHit[] = [];
    for (const hit of all) {
      if (taken.subarray(hit.from, hit.to).some((used) => used === 1)) continue;
      taken.fill(1, hit.from, hit.to);
      hits.push(hit);
    }
    return hits.sort((a, b) => a.from - b.from);
  }

  private startingAt(words: readonly Word[], from: number): PhraseHit[] {
    const hits: PhraseHit[] = [];
    let node: Node | undefined = this.root;
    for (let at = from; at < words.length && node; at += 1) {
      const word: string = words[at]?.reads ?? '';
      node = node.next.get(word) ?? node.next.get(withoutClitic(word));
      if (node?.phrase) hits.push({ phrase: node.phrase, from, to: at + 1 });
    }
    return hits;
  }
}
