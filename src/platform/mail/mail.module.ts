import { Global, Module } from '@nestjs/common';
import { MailSink } from './mail-sink.js';
import { MailTransport } from './mail-transport.js';
import { Mailbox } from './mailbox.js';

/** The way out for mails, and the local mailbox. Needs `Config` and `City`. */
@Global()
@Module({ providers: [MailSink, MailTransport, Mailbox], exports: [MailSink, MailTransport, Mailbox] })
export class MailModule {}
