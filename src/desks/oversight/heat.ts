/** Ground of a cell, 1 (pale) to 6 (dark); null = none, nothing to look at. */
export type Shade = 1 | 2 | 3 | 4 | 5 | 6 | null;

/** From how many late cases, or late working days, a shade begins. */
export const LATE_STEPS = [1, 3, 6, 11, 21] as const;
/** Below which share on time a shade begins. */
export const ON_TIME_STEPS = [0.95, 0.9, 0.8, 0.7, 0.5] as const;

/** Shade of a number of late cases or working days: fixed steps, never a rank, so that a month compares with the last. */
export function lateShade(count: number): Shade {
  return shadeAfter(LATE_STEPS.filter((step) => count >= step).length);
}

/** Shade of a share on time; as whole per cent, because that is what the cell shows. */
export function onTimeShade(share: number): Shade {
  const shown = Math.round(share * 100) / 100;
  return shadeAfter(ON_TIME_STEPS.filter((step) => shown < step).length);
}

const SHADES = [null, 2, 3, 4, 5, 6] as const;

function shadeAfter(steps: number): Shade {
  return SHADES[steps] ?? null;
}
