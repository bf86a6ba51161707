import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProvisionalReason } from '../../law/working-calendar.js';

/** One objection to the superior officer: a record of its own beside the request, with a register of its own. */
@Entity('objections')
export class ObjectionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') public_body!: string;
  @Column('integer') register_year!: number;
  @Column('integer') register_seq!: number;
  @Column('text') register_number!: string;
  @Column('uuid', { nullable: true }) case_id!: string | null;
  @Column('uuid') requester_id!: string;
  /** Of one without a request: the objection whose order was not carried out in time. */
  @Column('uuid', { nullable: true }) follows_id!: string | null;
  @Column('text', { array: true }) grounds!: string[];
  @Column('text') story!: string;
  @Column('text', { nullable: true }) purpose_kind!: string | null;
  @Column('text', { nullable: true }) purpose_text!: string | null;
  @Column('boolean') late!: boolean;
  @Column('text') status!: string;
  @Column('timestamptz') received_at!: Date;
  @Column('date') received_on!: string;
  @Column('timestamptz') entered_at!: Date;
  @Column('date') reply_due_on!: string;
  @Column('timestamptz') reply_due_at!: Date;
  @Column('jsonb', { nullable: true }) due_provisional!: ProvisionalReason | null;
  @Column('timestamptz', { nullable: true }) answered_at!: Date | null;
  @Column('boolean', { default: false }) reply_on_paper!: boolean;
  @Column('date', { nullable: true }) reply_left_on!: string | null;
  @Column('timestamptz', { nullable: true }) reply_left_at!: Date | null;
  @Column('date', { nullable: true }) commission_until!: string | null;
  @Column('timestamptz', { nullable: true }) closed_at!: Date | null;
  @Column('text') channel!: string;
  @Column('uuid', { nullable: true }) delegate_id!: string | null;
  @Column('bytea', { nullable: true }) tracking_code_hash!: Buffer | null;
  @Column('bytea', { nullable: true }) link_token_hash!: Buffer | null;
  @Column('integer') version!: number;
  @Column('integer') rule_set_version!: number;
}
