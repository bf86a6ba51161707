const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/**
 * The strict check every address passes before it reaches a mail server: one plain ASCII address
 * (RFC 5321 dot-atom at a domain name of two labels or more), no display name, quotes, comments,
 * address literals, lists, spaces or line ends. An internationalised domain comes as punycode.
 * @returns the address with its domain in lower case, or null where it is refused. At most 254 characters.
 * @example parseMailAddress('Warga@Contoh.TEST') // 'Warga@contoh.test'
 */
export function parseMailAddress(text: string): string | null {
  if (text.length > 254) return null;
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const domain = text.slice(at + 1).toLowerCase();
  if (at < 1 || local.length > 64 || !LOCAL_PART.test(local)) return null;
  const labels = domain.split('.');
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return null;
  // A last label of digits only would be an IP address, not a domain.
  if (!/[a-z]/.test(labels.at(-1) ?? '')) return null;
  return `${local}@${domain}`;
}
