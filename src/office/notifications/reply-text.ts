const LONGEST_REPLY = 500;
const anyAddress = /[a-z0-9!#$%&'*+/=?^_`{|}~.-]+@[a-z0-9.-]+/giu;

/** The server's words as they may be kept: one line, no mail address (servers repeat it), at most 500 signs. */
export function withoutAddresses(reply: string, address: string): string {
  const named = address === '' ? reply : reply.split(address).join('[address]');
  return named
    .replace(anyAddress, '[address]')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_REPLY);
}
