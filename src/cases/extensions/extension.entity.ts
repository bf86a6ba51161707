import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one extension of a case; its key is the case, so that a second cannot exist. */
@Entity('extensions')
export class ExtensionEntity {
  @PrimaryColumn('uuid') case_id!: string;
  @Column('text', { array: true }) reasons!: string[];
  @Column('text') explanation!: string;
  /** As the letter says it. */
  @Column('date') old_due_on!: string;
  /** The end of the first term (T4) in the calendar of now. */
  @Column('date') term_end_on!: string;
  @Column('date') new_due_on!: string;
  @Column('uuid') staff_id!: string;
  @Column('timestamptz') at!: Date;
  @Column('boolean', { default: false }) on_paper!: boolean;
  @Column('date', { nullable: true }) left_on!: string | null;
  @Column('timestamptz', { nullable: true }) left_at!: Date | null;
}
