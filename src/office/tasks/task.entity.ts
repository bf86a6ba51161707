import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Shape of a row of `tasks`; `Tasks` reads and writes it. */
@Entity('tasks')
@Unique('tasks_once', ['onceKey'])
export class TaskEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tasks_pk' })
  id!: string;

  @Column('text', { name: 'once_key' })
  onceKey!: string;

  @Column('text')
  kind!: string;

  @Column('uuid', { name: 'case_id', nullable: true })
  caseId!: string | null;

  @Column('text')
  role!: string;

  @Column('text', { name: 'agency_code', nullable: true })
  agencyCode!: string | null;

  @Column('jsonb')
  facts!: object;

  @Column('date', { name: 'due_on', nullable: true })
  dueOn!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'done_at', nullable: true })
  doneAt!: Date | null;

  @Column('uuid', { name: 'done_by', nullable: true })
  doneBy!: string | null;
}
