import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One decision: on the whole request, or on one item of it. The database holds "once per item". */
@Entity('decisions')
export class DecisionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') case_id!: string;
  @Column('uuid', { nullable: true }) item_id!: string | null;
  @Column('text') outcome!: string;
  @Column('text', { nullable: true }) form!: string | null;
  @Column('integer') cost_copy!: number;
  @Column('integer') cost_delivery!: number;
  @Column('integer') cost_other!: number;
  @Column('date', { nullable: true }) provide_on!: string | null;
  @Column('text', { nullable: true }) holder!: string | null;
  @Column('text', { nullable: true }) search_record!: string | null;
  @Column('date', { nullable: true }) available_on!: string | null;
  @Column('text', { nullable: true }) law!: string | null;
  @Column('text') explanation!: string;
  @Column('uuid', { array: true }) file_ids!: string[];
  @Column('boolean') late!: boolean;
  @Column('uuid') staff_id!: string;
  @Column('timestamptz') at!: Date;
}
