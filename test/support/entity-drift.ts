import { DataSource, type ColumnType, type EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

type EntityClass = new (...args: never[]) => object;

interface SchemaColumn {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly generated: boolean;
}

/**
 * Compares the shapes that entities claim with the schema that the migrations made, column by column: name, type,
 * nullability, and columns of a mapped table that its entity does not know (generated ones excepted).
 * Answers one readable line a difference; empty = no drift.
 */
export async function findEntityDrift(url: string, entities: readonly EntityClass[]): Promise<string[]> {
  const source = await new DataSource({
    type: 'postgres',
    url,
    entities: [...entities],
    synchronize: false,
  }).initialize();
  try {
    const columns = await source.query<SchemaColumn[]>(SCHEMA_COLUMNS);
    return source.entityMetadatas
      .filter(({ tableType }) => tableType === 'regular' || tableType === 'view')
      .flatMap((entity) => driftOf(source, entity, columns));
  } finally {
    await source.destroy();
  }
}

// serial columns and enums come out as their base type and their name, exactly as TypeORM writes them
const SCHEMA_COLUMNS = `
  SELECT n.nspname AS schema, c.relname AS "table", a.attname AS name,
         format_type(a.atttypid, NULL) AS type,
         NOT a.attnotnull AS nullable,
         a.attgenerated <> '' AS generated
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'v', 'm')
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE a.attnum > 0 AND NOT a.attisdropped
    AND n.nspname NOT IN ('pg_catalog', 'information_schema')`;

function driftOf(source: DataSource, entity: EntityMetadata, all: readonly SchemaColumn[]): string[] {
  const schema = entity.schema ?? 'public';
  const actual = all.filter((column) => column.schema === schema && column.table === entity.tableName);
  if (actual.length === 0) return [`${entity.name}: there is no table ${schema}.${entity.tableName}`];
  const byName = new Map(actual.map((column) => [column.name, column]));
  const mapped = new Set(entity.columns.map(({ databaseName }) => databaseName));
  const where = `${entity.name} (${entity.tableName})`;
  return [
    ...entity.columns.flatMap((claimed) => {
      const found = byName.get(claimed.databaseName);
      if (found === undefined) return [`${where}: no column ${claimed.databaseName}`];
      return columnDrift(`${where}.${found.name}`, claimedType(source, claimed), claimed, found);
    }),
    ...actual
      .filter(({ name, generated }) => !generated && !mapped.has(name))
      .map(({ name }) => `${where}: column ${name} is not mapped`),
  ];
}

function columnDrift(where: string, type: string, claimed: ColumnMetadata, found: SchemaColumn): string[] {
  const drift: string[] = [];
  if (type !== found.type) drift.push(`${where}: the entity says ${type}, the schema ${found.type}`);
  if (claimed.isNullable !== found.nullable) {
    const say = (nullable: boolean): string => (nullable ? 'may be empty' : 'is never empty');
    drift.push(`${where}: the entity says it ${say(claimed.isNullable)}, the schema ${say(found.nullable)}`);
  }
  return drift;
}

function claimedType(source: DataSource, column: ColumnMetadata): string {
  const type: ColumnType = column.type;
  const base = source.driver.normalizeType({ ...column, type, isArray: column.isArray });
  return column.isArray ? `${base}[]` : base;
}
