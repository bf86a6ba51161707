export default async function globalTeardown() {
  await globalThis.tenggatPostgres?.stop();
}
