import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One decision on one item of a request, told or not yet. The database holds "once per item" among those that stand. */
@Entity('item_decisions')
export class ItemDecisionEntity {
  @PrimaryColumn('uuid') id!: string;
  /** What one act decided together. */
  @Column('uuid') act_id!: string;
  @Column('uuid') case_id!: string;
  @Column('uuid') item_id!: string;
  @Column('text') outcome!: string;
  @Column('text', { nullable: true }) form!: string | null;
  @Column('integer') cost_copy!: number;
  @Column('integer') cost_delivery!: number;
  @Column('integer') cost_other!: number;
  @Column('integer', { nullable: true }) sheets!: number | null;
  @Column('integer', { nullable: true }) sheet_copies!: number | null;
  @Column('integer', { nullable: true }) sheet_tariff!: number | null;
  @Column('date', { nullable: true }) provide_on!: string | null;
  @Column('boolean') pauses_for_payment!: boolean;
  @Column('text', { nullable: true }) appointment!: string | null;
  @Column('text', { nullable: true }) holder!: string | null;
  @Column('text', { nullable: true }) search_record!: string | null;
  @Column('date', { nullable: true }) available_on!: string | null;
  @Column('text', { nullable: true }) law!: string | null;
  @Column('text', { nullable: true }) still_open!: string | null;
  @Column('text') explanation!: string;
  @Column('uuid', { array: true }) file_ids!: string[];
  @Column('jsonb') blackouts!: readonly object[];
  @Column('boolean') late!: boolean;
  @Column('uuid') staff_id!: string;
  @Column('timestamptz') decided_at!: Date;
  @Column('timestamptz', { nullable: true }) noticed_at!: Date | null;
  @Column('timestamptz', { nullable: true }) returned_at!: Date | null;
}
