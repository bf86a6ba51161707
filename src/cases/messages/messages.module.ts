import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessageEntity } from './message.entity.js';
import { MessagesController } from './messages.controller.js';
import { MessagePagesController } from './pages/message-pages.controller.js';
import { NoteEntity } from './note.entity.js';
import { WriteMessage } from './write-message.js';
import { WriteNote } from './write-note.js';

/** Citizen and office write to each other; and notes that stay inside. */
@Module({
  imports: [TypeOrmModule.forFeature([MessageEntity, NoteEntity])],
  controllers: [MessagesController, MessagePagesController],
  providers: [WriteMessage, WriteNote],
  exports: [WriteMessage, WriteNote],
})
export class MessagesModule {}
