import type { MissingItem } from './completeness.js';
import type { Ruleset } from './ruleset.js';

/** How a request comes in; `api` is a program that speaks for the requester, `spoken` an officer who writes it down. */
export const CHANNELS = ['web', 'api', 'counter', 'spoken', 'post', 'email'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * Whether a request may come in this way (D13). UU 14/2008 art. 22(1), (3) and (6) know spoken requests and letters;
 * PerKI 1/2021 art. 28 names only writing at the desk and e-mail, and in that reading the office helps the person to
 * fill in the form instead.
 */
export function channelAccepted(channel: Channel, rules: Pick<Ruleset, 'acceptSpokenAndPost'>): boolean {
  return rules.acceptSpokenAndPost || (channel !== 'spoken' && channel !== 'post');
}

/**
 * What the channel itself leaves open (D15). PerKI 1/2021 art. 28(1) speaks of writing "melalui media elektronik", 28(2)
 * names only desk and e-mail. Where the online form is not "written", the request is registered that moment all the
 * same, and the check of completeness asks for the signed form.
 */
export function missingByChannel(
  channel: Channel,
  rules: Pick<Ruleset, 'onlineCountsAsWritten'>,
): readonly MissingItem[] {
  const online = channel === 'web' || channel === 'api';
  return online && !rules.onlineCountsAsWritten ? ['signedForm'] : [];
}
