import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A message between requester and office, about one case. */
@Entity('messages')
export class MessageEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') case_id!: string;
  @Column('text') direction!: 'from-requester' | 'to-requester';
  @Column('text') text!: string;
  @Column('uuid', { array: true }) file_ids!: string[];
  @Column('uuid', { nullable: true }) staff_id!: string | null;
  @Column('timestamptz') at!: Date;
}
