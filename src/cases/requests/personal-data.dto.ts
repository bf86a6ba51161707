import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsString, Matches } from 'class-validator';
import {
  AFFECTED_DATA,
  DATA_RIGHTS,
  INCIDENT_CAUSES,
  INCIDENT_MEASURES,
  type AffectedData,
  type DataRight,
  type IncidentCause,
  type IncidentMeasure,
} from '../../law/personal-data.js';
import { VersionedBody } from './case-acts.js';

export class RecordDataRequestBody extends VersionedBody {
  @IsIn(DATA_RIGHTS, { message: 'unknown-value|requests.errors.data-right' })
  right!: DataRight;
}

export class NotifyIncidentBody extends VersionedBody {
  @IsArray({ message: 'missing|requests.errors.affected' })
  @ArrayMinSize(1, { message: 'missing|requests.errors.affected' })
  @ArrayMaxSize(AFFECTED_DATA.length)
  @ArrayUnique()
  @IsIn(AFFECTED_DATA, { each: true, message: 'unknown-value|requests.errors.affected' })
  affected!: AffectedData[];

  @IsString({ message: 'wrong-date|requests.errors.happened-on' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/u, { message: 'wrong-date|requests.errors.happened-on' })
  happenedOn!: string;

  @IsIn(INCIDENT_CAUSES, { message: 'unknown-value|requests.errors.cause' })
  cause!: IncidentCause;

  @IsArray({ message: 'missing|requests.errors.measures' })
  @ArrayMinSize(1, { message: 'missing|requests.errors.measures' })
  @ArrayMaxSize(INCIDENT_MEASURES.length)
  @ArrayUnique()
  @IsIn(INCIDENT_MEASURES, { each: true, message: 'unknown-value|requests.errors.measures' })
  measures!: IncidentMeasure[];
}
