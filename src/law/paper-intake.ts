import type { MissingItem } from './completeness.js';
import type { LocalDate } from './local-date.js';
import { localDate } from './local-date.js';
import type { RequesterKind } from './who-may-file.js';

/** Ways in which a request or an objection reaches the desk otherwise than by the program (UU 14/2008 art. 22(1)-(6)). */
export const PAPER_CHANNELS = ['counter', 'spoken', 'post', 'email'] as const;
export type PaperChannel = (typeof PAPER_CHANNELS)[number];

/** The first day of this year is `EARLIEST_RECEIPT`. */
export const EARLIEST_RECEIPT_YEAR = 2022;

/** No receipt before this day is entered: PerKI 1/2021 was young and nobody answers it any more. */
export const EARLIEST_RECEIPT: LocalDate = localDate(`${EARLIEST_RECEIPT_YEAR}-01-01`);

export interface IntakeFacts {
  /** The day on the stamp, or the day of the talk. */
  readonly receivedOn: LocalDate;
  readonly enteredOn: LocalDate;
  readonly hasReason: boolean;
  /** The envelope or the stamp is there as a file. */
  readonly hasScan: boolean;
}

export type IntakeFault =
  /** A paper cannot be received after it is entered. */
  | 'received-later'
  | 'received-too-early'
  /** An earlier day needs a reason and the scan of the stamp: it takes days from the office, and must be provable. */
  | 'backdating-without-reason'
  | 'backdating-without-scan';

/**
 * What stands against the day of receipt of a request or an objection that came on paper or by word (law.md 2.2(5)-(7)):
 * the day on which it reached the desk, never later than the entry; an earlier one needs a reason and the scan of
 * envelope or stamp. Received 2026-12-01, entered 2026-12-04, with both: none.
 */
export function intakeFaults(facts: IntakeFacts): readonly IntakeFault[] {
  const faults: IntakeFault[] = [];

  if (facts.receivedOn > facts.enteredOn) faults.push('received-later');
  else if (facts.receivedOn < EARLIEST_RECEIPT) faults.push('received-too-early');
  else if (facts.receivedOn < facts.enteredOn) {
    if (!facts.hasReason) faults.push('backdating-without-reason');
    if (!facts.hasScan) faults.push('backdating-without-scan');
  }
  return faults;
}

/** What a paper says of itself, as far as the check of completeness asks for it. */
export interface PaperStatements {
  readonly kind: RequesterKind;
  readonly hasPurpose: boolean;
  /** Signs of the question. */
  readonly questionLength: number;
  /** How the information, or its copy, is to be had. */
  readonly hasWay: boolean;
  /** The number of the decree of a legal entity, whom a proxy acts for, the number on the card that was handed in. */
  readonly hasDecree: boolean;
  readonly hasPrincipal: boolean;
  readonly hasNumber: boolean;
}

/** A question of fewer signs cannot be looked for: the online form asks for more at once. */
export const SHORTEST_QUESTION = 20;

/**
 * What is missing on a paper that has its number already (UU 14/2008 art. 22(4)), in the words of the letter of
 * incompleteness (PerKI 1/2021 art. 33). A proxy is to show whom he acts for by the letter of authority; the way of access
 * belongs to the description of what is wanted.
 */
export function lackingOnPaper(said: PaperStatements): readonly MissingItem[] {
  const isDescribed = said.questionLength >= SHORTEST_QUESTION && said.hasWay;
  const lacking: readonly (readonly [MissingItem, boolean])[] = [
    ['identity', !said.hasNumber],
    ['proxyLetter', said.kind === 'proxy' && !said.hasPrincipal],
    ['legalEntityDeed', said.kind === 'legalEntity' && !said.hasDecree],
    ['description', !isDescribed],
    ['purpose', !said.hasPurpose],
  ];
  return lacking.flatMap(([item, isLacking]) => (isLacking ? [item] : []));
}
