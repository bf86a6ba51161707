import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One signed-in browser or program. The secret itself is only in its cookie. */
@Entity('staff_sessions')
export class StaffSessionEntity {
  /** SHA-256 of the secret: 256 random bits need no slow hash. */
  @PrimaryColumn({ name: 'id_hash', type: 'bytea', primaryKeyConstraintName: 'staff_sessions_pk' })
  idHash!: Buffer;

  @Column({ name: 'staff_id', type: 'uuid' })
  staffId!: string;

  @Column({ name: 'csrf_secret', type: 'bytea' })
  csrfSecret!: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;

  @Column({ name: 'last_seen_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  lastSeenAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'user_agent', type: 'text' })
  userAgent!: string;
}
