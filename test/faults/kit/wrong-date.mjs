/** Loaded into a program before its own code: its machine's clock is so many seconds off. */
const Right = Date;
const off = Number(process.env.TEST_CLOCK_OFF_SECONDS ?? 0) * 1_000;

globalThis.Date = class extends Right {
  constructor(...given) {
    super(...(given.length === 0 ? [Right.now() + off] : given));
  }

  static now() {
    return Right.now() + off;
  }
};
