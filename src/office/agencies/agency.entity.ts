import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One agency (OPD) of the public body. `adminChangedAt` set = an admin owns the row, the files no longer change it. */
@Entity('agencies')
export class AgencyEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'agencies_pk' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'name_short', type: 'text' })
  nameShort!: string;

  @Column({ name: 'name_en', type: 'text' })
  nameEn!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text', array: true })
  keywords!: string[];

  @Column({ type: 'integer' })
  position!: number;

  @Column({ type: 'boolean', default: true })
  active!: boolean;

  @Column({ name: 'filing_notice', type: 'text', nullable: true })
  filingNotice!: string | null;

  @Column({ name: 'admin_changed_at', type: 'timestamptz', nullable: true })
  adminChangedAt!: Date | null;
}
