import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../../platform/database/scope.js';

/** An account. It is never deleted, because the trail names it; `disabledAt` closes it. */
@Entity('staff')
export class StaffEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'staff_pk' })
  id!: string;

  /** In lower case. */
  @Column({ type: 'text' })
  email!: string;

  @Column({ type: 'text' })
  name!: string;

  /** Argon2id in PHC form. */
  @Column({ name: 'password_hash', type: 'text' })
  passwordHash!: string;

  @Column({ type: 'text', array: true })
  roles!: Role[];

  @Column({ name: 'agency_code', type: 'text', nullable: true })
  agencyCode!: string | null;

  /** PPID pelaksana or head of the unit. */
  @Column({ name: 'is_head', type: 'boolean', default: false })
  isHead!: boolean;

  /** The sealed base32 secret of the second factor; null = none is set up. */
  @Column({ name: 'totp_sealed', type: 'bytea', nullable: true })
  totpSealed!: Buffer | null;

  /** After an admin has set the password: pages lead to the change page first. */
  @Column({ name: 'must_change_password', type: 'boolean', default: false })
  mustChangePassword!: boolean;

  @Column({ name: 'disabled_at', type: 'timestamptz', nullable: true })
  disabledAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
