import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TasksModule } from '../tasks/tasks.module.js';
import { MailAttemptEntity } from './mail-attempt.entity.js';
import { MailHealth } from './mail-health.js';
import { MailPreviewController } from './mail-preview.controller.js';
import { MailRenderer } from './mail-renderer.js';
import { MailboxController } from './mailbox.controller.js';
import { NewDeviceMail } from './new-device-mail.js';
import { Outbox } from './outbox.js';
import { OutboxMailEntity } from './outbox-mail.entity.js';
import { RefusedMails } from './refused-mails.js';
import { SendAgain } from './send-again.js';
import { Sender } from './sender.js';

/** Mails out of the office: kinds and words, the outbox, the sender. Knows mail, no law. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([OutboxMailEntity, MailAttemptEntity]), TasksModule],
  controllers: [MailPreviewController, MailboxController],
  providers: [MailRenderer, Outbox, Sender, RefusedMails, SendAgain, MailHealth, NewDeviceMail],
  exports: [MailRenderer, Outbox, Sender, RefusedMails, SendAgain],
})
export class NotificationsModule {}
