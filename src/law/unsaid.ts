/** How the information is to be had; `unstated` of a paper that does not say it. */
export interface Way {
  readonly access: 'copy' | 'inspect' | 'unstated';
  readonly delivery: string | null;
  readonly format: string | null;
}

/** What a request says of its purpose and of the way (PerKI 1/2021 art. 29(5), 30(1)). */
export interface Statements extends Way {
  readonly purposeKind: string;
}

/** Whether the way is said: a copy has a form and a way of its own (art. 35(2)), who asks to look names neither. */
export function saysWay({ access, delivery, format }: Way): boolean {
  return access === 'inspect' || (access === 'copy' && delivery !== null && format !== null);
}

/** What a paper left out, and nobody has said since. Purpose given, a copy without a way: the way is unsaid. */
export function unsaidOf(said: Statements): { readonly purpose: boolean; readonly way: boolean } {
  return { purpose: said.purposeKind === 'unstated', way: !saysWay(said) };
}

/** What is said now; what is left out stays as it was. */
export interface SaidNow {
  readonly purposeKind: string | null;
  readonly access: 'copy' | 'inspect' | null;
  readonly delivery: string | null;
  readonly format: string | null;
}

export interface StatementFault {
  readonly field: 'purpose' | 'access' | 'delivery' | 'format';
  readonly code: 'already-said' | 'missing';
}

/**
 * Fills in what a paper left out (PerKI 1/2021 art. 33(3)). What it has said stays said: another word on it is
 * `already-said`. A copy needs its way and its form, `missing` without; who asks to look has none, and words on them are
 * `already-said`. Unstated, now a copy by post in print: said.
 */
export function fillIn(
  said: Statements,
  now: SaidNow,
): { readonly faults: readonly StatementFault[]; readonly way: Way } {
  const way = {
    access: said.access === 'unstated' ? (now.access ?? accessMeant(now)) : said.access,
    delivery: said.delivery ?? now.delivery,
    format: said.format ?? now.format,
  };
  const differs = (given: string | null, known: string | null): boolean => given !== null && given !== known;
  const isCopy = way.access === 'copy';
  const spoken = [now.access, now.delivery, now.format].some((one) => one !== null);
  const checks: readonly (readonly [StatementFault, boolean])[] = [
    [{ field: 'purpose', code: 'already-said' }, now.purposeKind !== null && said.purposeKind !== 'unstated'],
    [{ field: 'access', code: 'already-said' }, differs(now.access, way.access)],
    [{ field: 'delivery', code: 'already-said' }, differs(now.delivery, isCopy ? way.delivery : null)],
    [{ field: 'format', code: 'already-said' }, differs(now.format, isCopy ? way.format : null)],
    [{ field: 'delivery', code: 'missing' }, spoken && isCopy && way.delivery === null],
    [{ field: 'format', code: 'missing' }, spoken && isCopy && way.format === null],
  ];
  return { faults: checks.flatMap(([fault, isSo]) => (isSo ? [fault] : [])), way };
}

// A way of the copy without more is a wish for a copy.
function accessMeant({ delivery, format }: SaidNow): 'copy' | 'unstated' {
  return delivery !== null || format !== null ? 'copy' : 'unstated';
}
