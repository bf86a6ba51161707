import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { DayKind } from '../../law/free-days.js';

/** One state of the calendar. Every date that the program counts remembers the version it was counted with. */
@Entity('calendar_versions')
export class CalendarVersionEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'calendar_versions_pk' })
  version!: number;

  @Column({ type: 'text' })
  title!: string;

  /** SHA-256 over the whole calendar of this version. */
  @Column({ name: 'source_hash', type: 'bytea' })
  sourceHash!: Buffer;

  @Column({ name: 'loaded_at', type: 'timestamptz' })
  loadedAt!: Date;

  @Column({ name: 'loaded_by', type: 'text' })
  loadedBy!: string;
}

/** One row of a holiday decree; `version` is the one that brought or last changed it. */
@Entity('calendar_days')
export class CalendarDayEntity {
  @PrimaryColumn({ type: 'date', primaryKeyConstraintName: 'calendar_days_pk' })
  date!: string;

  @PrimaryColumn({ name: 'name_id', type: 'text', primaryKeyConstraintName: 'calendar_days_pk' })
  nameId!: string;

  @Column({ type: 'text' })
  kind!: DayKind;

  @Column({ name: 'name_en', type: 'text' })
  nameEn!: string;

  @Column({ type: 'text' })
  decree!: string;

  @Column({ name: 'decree_date', type: 'date' })
  decreeDate!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ name: 'admin_changed_at', type: 'timestamptz', nullable: true })
  adminChangedAt!: Date | null;

  /** The version that took the day back; null while it is free. */
  @Column({ name: 'removed_version', type: 'integer', nullable: true })
  removedVersion!: number | null;
}
