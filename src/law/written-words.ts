/**
 * Whether a text says nothing: no letter and no digit in it. Where the law asks for written reasons, a search, consequences or
 * a law (UU 14/2008 art. 19, 22(8); PerKI 1/2021 art. 36), a dash is none.
 */
export function saysNothing(text: string | null): boolean {
  return text === null || !/[\p{L}\p{N}]/u.test(text);
}
