// One sender in a process of its own, that may be told to die: drain-once.mjs DATABASE_URL KEY_FILE SMTP_URL [STEP:N]
import 'reflect-metadata';
import { DataSource } from 'typeorm';

const built = process.env.TENGGAT_TEST_BUILT ?? new URL('../../dist', import.meta.url).pathname;
const load = (file) => import(`${built}/${file}`);
const [, , databaseUrl, keyFile, smtpUrl, crash] = process.argv;

const { loadCity } = await load('platform/config/city.js');
const { loadConfig } = await load('platform/config/config.js');
const { applicationOptions } = await load('platform/database/connection.js');
const { Database } = await load('platform/database/database.js');
const { MasterKey } = await load('platform/crypto/master-key.js');
const { Vault } = await load('platform/crypto/vault.js');
const { MailSink } = await load('platform/mail/mail-sink.js');
const { MailTransport } = await load('platform/mail/mail-transport.js');
const { WakeQueue } = await load('platform/queue/wake-queue.js');
const { Views } = await load('platform/views/views.js');
const { MailRenderer } = await load('office/notifications/mail-renderer.js');
const { CityRules } = await load('office/calendar/city-rules.js');
const { CurrentCalendar } = await load('office/calendar/current-calendar.js');
const { Outbox } = await load('office/notifications/outbox.js');
const { RefusedMails } = await load('office/notifications/refused-mails.js');
const { Sender } = await load('office/notifications/sender.js');
const { Tasks } = await load('office/tasks/tasks.js');
const { armCrash } = await load('platform/process/crash-point.js');

const city = loadCity();
const config = { ...loadConfig({ PUBLIC_URL: 'https://ppid.ambon.test' }), smtpUrl };
const source = await new DataSource(
  applicationOptions({ url: databaseUrl, testHooks: true, batchWork: true }),
).initialize();
const vault = new Vault(MasterKey.read(keyFile));
const tasks = new Tasks();
const queue = new WakeQueue(config);
await queue.onApplicationShutdown();
const renderer = new MailRenderer(new Views(city, { assets: {} }), city, config);
const database = new Database(source, { milliseconds: 60_000 }, null);
const calendar = new CurrentCalendar(database, new CityRules(database));
const outbox = new Outbox(renderer, vault, city, config, tasks, queue, calendar);
const transport = new MailTransport(config, city, new MailSink(config));
const sender = new Sender(database, transport, vault, config, new RefusedMails(outbox, tasks, city));
if (crash !== undefined) {
  const [step, at] = crash.split(':');
  armCrash(step, Number(at));
}
await sender.drain();
transport.onApplicationShutdown();
await source.destroy();
