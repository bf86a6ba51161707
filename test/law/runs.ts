/**
 * How many random cases a property tries: all of them, or a twentieth where every mutant of the rulebook runs it anew
 * (`npm run test:mutation`): a bent rule shows in the first few.
 */
export function runs(all: number): { readonly numRuns: number } {
  return { numRuns: process.env.TENGGAT_TEST_MUTANTS === 'on' ? Math.max(5, Math.ceil(all / 20)) : all };
}

/** Every day of a range; in a run of the mutants one of a quarter, for each mutant asks anew. */
export function dayStep(): number {
  return process.env.TENGGAT_TEST_MUTANTS === 'on' ? 89 : 1;
}
