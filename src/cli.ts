import 'reflect-metadata';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { TypedRegisterOptions, TypedReportOptions } from './desks/reports/register-options.js';
import { readFileInput, readTextInput, writeOutput } from './platform/process/text-input.js';

// What a command needs is loaded when it runs: counting dates must not wait for a web server.
const program = new Command('tenggat')
  .description('Alat operator Tenggat, pelacak permohonan informasi publik')
  .exitOverride()
  .showHelpAfterError();

program
  .command('serve')
  .description('runs the processes; ends in order on SIGINT and SIGTERM')
  .addOption(
    new Option('--role <role>', 'what this process does').choices(['web', 'worker', 'all']).default('all'),
  )
  .action(async ({ role }: { role: 'web' | 'worker' | 'all' }) => {
    const { run } = await import('./run.js');
    await run(role);
  });

program
  .command('due-dates [file]')
  .description(
    'CSV start_date,working_days -> start_date,working_days,due_date,provisional; needs no database',
  )
  .action(async (file: string | undefined) => {
    const { dueDatesCsv } = await import('./office/calendar/due-dates.command.js');
    const { readCityCalendar } = await import('./city-files.js');
    await writeOutput(dueDatesCsv(await readTextInput(file), readCityCalendar()));
  });

program
  .command('route [file]')
  .description('TSV id, text -> id, agency or triage, score, runner-up, reasons; needs no database')
  .action(async (file: string | undefined) => {
    const { routeTsv } = await import('./office/agencies/route.command.js');
    const { readCityRouting } = await import('./city-files.js');
    await writeOutput(routeTsv(await readTextInput(file), readCityRouting()));
  });

program
  .command('migrate')
  .description('brings the schema to head; safe to repeat and to run at once')
  .action(async () => {
    const { migrateOnly } = await import('./operator.js');
    await writeOutput(`${await migrateOnly()}\n`);
  });

program
  .command('load-config')
  .description('agencies and calendar of config/ into the database; changes no row that an admin has touched')
  .action(async () => say(async (operator) => operator.loadConfig()));

const user = program.command('user').description('staff accounts');

user
  .command('add')
  .description('makes an account and prints its one-time password')
  .requiredOption('--email <email>', 'mail address')
  .requiredOption('--name <name>', 'name as it stands on letters')
  .requiredOption('--role <role...>', 'desk, officer, supervisor, superior, admin; one or more')
  .option('--agency <code>', 'agency of an officer')
  .option('--head', 'heads the agency (PPID pelaksana)')
  .action(async (wish: { email: string; name: string; role: string[]; agency?: string; head?: boolean }) =>
    say(async (operator) => operator.addUser({ ...wish, roles: wish.role })),
  );

user
  .command('disable')
  .description('closes an account and ends its sessions')
  .requiredOption('--email <email>', 'mail address')
  .action(async ({ email }: { email: string }) => say(async (operator) => operator.disableUser(email)));

user
  .command('reset')
  .description('gives an account a one-time password, without a second factor, and opens it again')
  .requiredOption('--email <email>', 'mail address')
  .action(async ({ email }: { email: string }) => say(async (operator) => operator.resetUser(email)));

program
  .command('sending')
  .description('on | paused: whether mail leaves the outbox; beats SENDING')
  .addArgument(new Argument('<switch>', 'what the database says').choices(['on', 'paused']))
  .action(async (word: 'on' | 'paused') => say(async (operator) => operator.switchSending(word)));

program
  .command('clock-confirm')
  .description('the database tells the right time after a jump: deadlines run again')
  .action(async () => say(async (operator) => operator.confirmClock()));

program
  .command('register-start')
  .description('the first number to give when a city starts in mid-year')
  .requiredOption('--year <year>', 'year of the register', wholeNumber)
  .requiredOption('--next <number>', 'number of the next request', wholeNumber)
  .addOption(new Option('--kind <kind>', 'register').choices(['requests', 'objections']).default('requests'))
  .option('--agency <code>', 'agency with a register of its own (registerScope: agency)')
  .action(async (wish: { year: number; next: number; kind: 'requests' | 'objections'; agency?: string }) =>
    say(async (operator) => operator.startRegister(wish.kind, wish.year, wish.next, wish.agency ?? null)),
  );

program
  .command('register')
  .description('the statutory register of requests or objections on standard output')
  .option('--year <year>', 'the register of this year')
  .option('--from <day>', 'first day of entry, 2026-11-01')
  .option('--to <day>', 'last day of entry')
  .option('--as-of <day>', 'as it stood at the end of this day')
  .option('--kind <kind>', 'requests or objections', 'requests')
  .option('--format <format>', 'csv or pdf', 'csv')
  .action(async (typed: TypedRegisterOptions) => {
    const { readRegisterOptions } = await import('./desks/reports/register-options.js');
    const options = readRegisterOptions(typed);
    await pour((reports) => reports.register(options));
  });

program
  .command('register-import [file]')
  .description('checks an older register (CSV, XLSX in the official columns); with --apply takes it over')
  .option('--apply', 'write it: all entries or none')
  .action(async (file: string | undefined, { apply }: { apply?: true }) => {
    const bytes = await readFileInput(file);
    const { withOperator } = await import('./operator.js');
    const said = await withOperator((operator) =>
      operator.importRegister({ path: file ?? '-', bytes }, apply === true, (line) => console.error(line)),
    );
    if (!said.ok) throw new Error(said.lines.join('\n'));
    await writeOutput(`${said.lines.join('\n')}\n`);
  });

program
  .command('report')
  .description('the annual service report on standard output')
  .option('--year <year>', 'year of the report')
  .option('--length <length>', 'summary or full', 'summary')
  .option('--format <format>', 'json or pdf', 'json')
  .action(async (typed: TypedReportOptions) => {
    const { readReportOptions } = await import('./desks/reports/register-options.js');
    const options = readReportOptions(typed);
    await pour((reports) => reports.report(options));
  });

program
  .command('verify-audit')
  .description('walks the audit chain; fails with the first bad row')
  .action(async () => say(async (operator) => operator.verifyAudit()));

program
  .command('backup <dir>')
  .description(
    'database and files, of one moment, into an empty folder while the program runs; without the master key',
  )
  .action(async (dir: string) => {
    const { backup } = await import('./platform/backup/backup.command.js');
    await backup(dir, writeOutput);
  });

program
  .command('restore <dir>')
  .description('a backup into an empty database and folder; sending stays paused until `tenggat sending on`')
  .action(async (dir: string) => {
    const { restore } = await import('./platform/backup/backup.command.js');
    await restore(dir, writeOutput);
  });

/** Runs an operator's act on the database and prints its sentence. */
async function say(act: (operator: import('./operator.js').Operator) => Promise<string>): Promise<void> {
  const { withOperator } = await import('./operator.js');
  await writeOutput(`${await withOperator(act)}\n`);
}

/** Writes a register or a report, piece by piece. */
async function pour(
  make: (
    reports: import('./desks/reports/reports.command.js').ReportCommands,
  ) => AsyncIterable<string | Buffer>,
): Promise<void> {
  const { withReports } = await import('./reports-app.js');
  await withReports(async (reports) => {
    for await (const piece of make(reports)) await writeOutput(piece);
  });
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new InvalidArgumentError('a whole number from 1 to 999999 is needed');
  return Number(text);
}

try {
  await program.parseAsync();
} catch (error) {
  // Commander has printed its own complaint; help is no failure.
  if (!(error instanceof CommanderError))
    console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof CommanderError ? error.exitCode : 1;
}
