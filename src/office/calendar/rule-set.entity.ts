import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One version of the city's readings of the law. Written once and never changed. */
@Entity('rule_sets')
export class RuleSetEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'rule_sets_pk' })
  version!: number;

  /** The reading of every doubt, by the keys of `law/ruleset.ts`; what is not named has its safe default. */
  @Column('jsonb')
  settings!: Readonly<Record<string, unknown>>;

  /** The first legal day of this version. */
  @Column({ name: 'effective_from', type: 'date' })
  effectiveFrom!: string;

  /** SHA-256 over the settings. */
  @Column({ name: 'source_hash', type: 'bytea' })
  sourceHash!: Buffer;

  @Column({ name: 'loaded_at', type: 'timestamptz' })
  loadedAt!: Date;

  @Column({ name: 'loaded_by', type: 'text' })
  loadedBy!: string;
}
