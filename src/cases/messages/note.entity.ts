import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An internal note: the requester never sees it, and it never becomes a message. */
@Entity('notes')
export class NoteEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') case_id!: string;
  @Column('text') text!: string;
  @Column('uuid') staff_id!: string;
  @Column('timestamptz') at!: Date;
}
