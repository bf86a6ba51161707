import fs from 'node:fs/promises';
import path from 'node:path';
import { Column, Entity, getMetadataArgsStorage, PrimaryColumn } from 'typeorm';
import { useDatabase } from '../support/database.js';
import { findEntityDrift } from '../support/entity-drift.js';
import { projectRoot } from './scratch-tree.js';

const database = useDatabase();

@Entity('planted')
class Faithful {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text', { array: true }) words!: string[];
  @Column('date', { nullable: true }) day!: string | null;
  @Column({ type: 'timestamptz', name: 'made_at' }) madeAt!: Date;
}

@Entity('planted')
class Drifted {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') name!: number;
  @Column('text') words!: string;
  @Column('date') day!: string;
  @Column('text') colour!: string;
}

@Entity('planted_nowhere')
class Homeless {
  @PrimaryColumn('uuid') id!: string;
}

describe('entity drift', () => {
  beforeAll(() =>
    database.sql(`CREATE TABLE planted (
      id uuid PRIMARY KEY, name text NOT NULL, words text[] NOT NULL, day date, made_at timestamptz NOT NULL,
      upper_name text GENERATED ALWAYS AS (upper(name)) STORED)`),
  );

  it('finds nothing where entity and schema agree', async () => {
    expect(await findEntityDrift(database.url, [Faithful])).toEqual([]);
  });

  it('names each column that differs from the schema', async () => {
    expect(await findEntityDrift(database.url, [Drifted])).toEqual([
      'Drifted (planted).name: the entity says integer, the schema text',
      'Drifted (planted).words: the entity says text, the schema text[]',
      'Drifted (planted).day: the entity says it is never empty, the schema may be empty',
      'Drifted (planted): no column colour',
      'Drifted (planted): column made_at is not mapped',
    ]);
  });

  it('names an entity without a table', async () => {
    expect(await findEntityDrift(database.url, [Homeless])).toEqual([
      'Homeless: there is no table public.planted_nowhere',
    ]);
  });

  it('finds no entity of the program that differs from the migrations', async () => {
    const files = await fs.readdir(path.join(projectRoot, 'src'), { recursive: true });
    const entities = files.filter((file) => file.endsWith('.entity.ts'));
    for (const file of entities) await import(path.join(projectRoot, 'src', file));
    const planted: unknown[] = [Faithful, Drifted, Homeless];
    const registered = getMetadataArgsStorage()
      .tables.map(({ target }) => target)
      .filter((target): target is new () => object => typeof target === 'function')
      .filter((target) => !planted.includes(target));
    expect(registered.length).toBeGreaterThanOrEqual(entities.length);
    expect(await findEntityDrift(database.url, registered)).toEqual([]);
  });
});
