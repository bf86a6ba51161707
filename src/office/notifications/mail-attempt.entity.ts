import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Shape of a row of `mail_attempts`: written before the first SMTP command, finished with the server's words. */
@Entity('mail_attempts')
@Unique('mail_attempts_once', ['outboxId', 'fence'])
export class MailAttemptEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'mail_attempts_pk',
  })
  id!: string;

  @Column('bigint', { name: 'outbox_id' })
  outboxId!: string;

  @Column('integer')
  fence!: number;

  @Column('timestamptz', { name: 'started_at' })
  startedAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  @Column('text', { nullable: true })
  outcome!: string | null;

  @Column('text', { nullable: true })
  reply!: string | null;
}
