import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Shape of a row of `outbox`; written by `outbox-rows.ts`, claimed by `sender-rows.ts`. */
@Entity('outbox')
@Unique('outbox_effect_once', ['effectKey'])
@Unique('outbox_message_id_once', ['messageId'])
export class OutboxMailEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'outbox_pk',
  })
  id!: string;

  @Column('text', { name: 'effect_key' })
  effectKey!: string;

  @Column('text')
  kind!: string;

  @Column('uuid', { name: 'case_id', nullable: true })
  caseId!: string | null;

  @Column('text', { name: 'recipient_kind' })
  recipientKind!: string;

  @Column('uuid', { name: 'recipient_id', nullable: true })
  recipientId!: string | null;

  @Column('text', { name: 'message_id' })
  messageId!: string;

  @Column('bytea', { name: 'body_hash' })
  bodyHash!: Buffer;

  @Column('bytea', { nullable: true })
  sealed!: Buffer | null;

  @Column('text', { default: 'waiting' })
  state!: string;

  @Column('boolean')
  legal!: boolean;

  @Column('timestamptz', { name: 'not_after', nullable: true })
  notAfter!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'next_attempt_at' })
  nextAttemptAt!: Date;

  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('integer', { default: 0 })
  fence!: number;

  @Column('timestamptz', { name: 'leased_until', nullable: true })
  leasedUntil!: Date | null;

  @Column('boolean', { default: false })
  ambiguous!: boolean;

  @Column('timestamptz', { name: 'accepted_at', nullable: true })
  acceptedAt!: Date | null;

  @Column('text', { name: 'server_reply', nullable: true })
  serverReply!: string | null;
}
