import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProvisionalReason } from '../../law/working-calendar.js';

/** One request: the row that owns state, dates and register number. Its search vector is made by the database. */
@Entity('cases')
export class CaseEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') public_body!: string;
  @Column('integer') register_year!: number;
  @Column('integer') register_seq!: number;
  @Column('text') register_number!: string;
  @Column('uuid') requester_id!: string;
  @Column('text') channel!: string;
  @Column('timestamptz') received_at!: Date;
  @Column('date') received_on!: string;
  @Column('timestamptz') entered_at!: Date;
  @Column('text') question!: string;
  @Column('text') purpose_kind!: string;
  @Column('text', { nullable: true }) purpose_text!: string | null;
  @Column('text') access!: string;
  @Column('text', { nullable: true }) delivery!: string | null;
  @Column('text', { nullable: true }) format!: string | null;
  @Column('text') language!: string;
  @Column('boolean') may_publish!: boolean;
  @Column('boolean') may_survey!: boolean;
  @Column('text', { nullable: true }) agency_requested!: string | null;
  @Column('text', { nullable: true }) agency_code!: string | null;
  @Column('uuid', { nullable: true }) holder_id!: string | null;
  @Column('text') standing!: string;
  @Column('text') status!: string;
  @Column('text', { nullable: true }) status_before_consent!: string | null;
  @Column('date', { nullable: true }) completeness_due_on!: string | null;
  @Column('timestamptz', { nullable: true }) complete_at!: Date | null;
  @Column('date', { nullable: true }) repair_due_on!: string | null;
  @Column('date', { nullable: true }) reply_started_on!: string | null;
  @Column('date', { nullable: true }) due_on!: string | null;
  @Column('timestamptz', { nullable: true }) due_at!: Date | null;
  @Column('text', { nullable: true }) due_kind!: string | null;
  @Column('jsonb', { nullable: true }) due_provisional!: ProvisionalReason | null;
  @Column('integer') calendar_version!: number;
  @Column('integer') rule_set_version!: number;
  @Column('timestamptz', { nullable: true }) extended_at!: Date | null;
  @Column('timestamptz', { nullable: true }) noticed_at!: Date | null;
  @Column('boolean', { default: false }) notice_on_paper!: boolean;
  @Column('date', { nullable: true }) notice_left_on!: string | null;
  @Column('timestamptz', { nullable: true }) notice_left_at!: Date | null;
  @Column('date', { nullable: true }) letter_due_on!: string | null;
  @Column('text', { nullable: true }) outcome!: string | null;
  @Column('text', { nullable: true }) noticed_outcome!: string | null;
  @Column('date', { nullable: true }) provide_on!: string | null;
  @Column('date', { nullable: true }) granted_due_on!: string | null;
  @Column('date', { nullable: true }) promised_due_on!: string | null;
  @Column('date', { nullable: true }) objection_until!: string | null;
  @Column('timestamptz', { nullable: true }) closed_at!: Date | null;
  @Column('date', { nullable: true }) order_due_on!: string | null;
  @Column('text', { nullable: true }) order_by!: string | null;
  @Column('boolean') order_in_letter!: boolean;
  @Column('boolean') delivery_in_letter!: boolean;
  @Column('date', { nullable: true }) ordered_on!: string | null;
  @Column('bytea') tracking_code_hash!: Buffer;
  @Column('bytea') link_token_hash!: Buffer;
  @Column('integer') link_epoch!: number;
  @Column('uuid', { nullable: true }) parent_id!: string | null;
  @Column('integer', { default: 0 }) part_count!: number;
  @Column('integer') version!: number;
  @Column({ type: 'tsvector', select: false, insert: false, update: false, nullable: true }) search!:
    string | null;
}
