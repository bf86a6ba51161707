/** Rows in COPY's binary form: what is no text is not made one here and read again by PostgreSQL. */
import { dayNumberOf } from '../../dist/law/day-number.js';

const HEAD = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const END = -1;
const NULL = -1;
const FIRST_SIZE = 65_536;
/** PostgreSQL counts its days and moments from here. */
const DAY_ZERO = dayNumberOf('2000-01-01');
const MOMENT_ZERO = Date.UTC(2000, 0, 1);
/** What a hexadecimal sign stands for, by its code. */
const NIBBLES = Uint8Array.from({ length: 128 }, (_, code) => parseInt(String.fromCharCode(code), 16) || 0);
const DASH = '-'.charCodeAt(0);

/** How a value of each type is written. Moments are milliseconds, days `YYYY-MM-DD`, bytes and lists what they are. */
const WRITERS = {
  bool: (rows, value) => rows.int8(value ? 1 : 0),
  int4: (rows, value) => rows.int32(value),
  text: (rows, value) => rows.text(value),
  uuid: (rows, value) => rows.uuid(value),
  bytea: (rows, value) => rows.raw(value),
  date: (rows, value) => rows.int32(dayNumberOf(value) - DAY_ZERO),
  timestamptz: (rows, value) => rows.int64((value - MOMENT_ZERO) * 1_000),
  jsonb: (rows, value) => {
    rows.int8(1); // the version of the form
    rows.text(JSON.stringify(value));
  },
  _text: (rows, list) => rows.list(list, 'text', 25),
  _bytea: (rows, list) => rows.list(list, 'bytea', 17),
};

/** The rows of one COPY; `columns` name each column with its type as PostgreSQL calls it. */
export class CopyRows {
  bytes = Buffer.allocUnsafeSlow(FIRST_SIZE);
  end = HEAD.copy(this.bytes);
  count = 0;

  constructor(columns) {
    this.columns = columns.map(({ name, type }) => ({ name, write: writerOf(type) }));
  }

  /** One row; a column that `values` does not name is null. */
  add(values) {
    this.count += 1;
    this.int16(this.columns.length);
    for (const { name, write } of this.columns) this.field(write, values[name] ?? null);
  }

  /** What is sent, the mark of its end included. */
  done() {
    this.int16(END);
    return this.bytes.subarray(0, this.end);
  }

  /** A value after its length, which is known when it is written. */
  field(write, value) {
    const at = this.end;
    this.int32(NULL);
    if (value === null) return;
    write(this, value);
    this.bytes.writeInt32BE(this.end - at - 4, at);
  }

  list(values, type, typeId) {
    for (const number of values.length === 0 ? [0, 0, typeId] : [1, 0, typeId, values.length, 1])
      this.int32(number);
    for (const value of values) this.field(WRITERS[type], value);
  }

  text(value) {
    this.reserve(value.length * 3);
    this.end += this.bytes.write(value, this.end);
  }

  /** Every case writes some thirty: a third of the time of `write(..., 'hex')`. */
  uuid(value) {
    this.reserve(16);
    for (let at = 0; at < value.length; at += 2) {
      if (value.charCodeAt(at) === DASH) at += 1;
      this.bytes[this.end] = (NIBBLES[value.charCodeAt(at)] << 4) | NIBBLES[value.charCodeAt(at + 1)];
      this.end += 1;
    }
  }

  raw(value) {
    this.reserve(value.length);
    this.end += value.copy(this.bytes, this.end);
  }

  int8(value) {
    this.reserve(1);
    this.end = this.bytes.writeInt8(value, this.end);
  }

  int16(value) {
    this.reserve(2);
    this.end = this.bytes.writeInt16BE(value, this.end);
  }

  int32(value) {
    this.reserve(4);
    this.end = this.bytes.writeInt32BE(value, this.end);
  }

  /** Up to 2^53, in two halves. */
  int64(value) {
    this.int32(Math.floor(value / 2 ** 32));
    this.int32(value | 0);
  }

  reserve(more) {
    if (this.end + more <= this.bytes.length) return;
    const wider = Buffer.allocUnsafeSlow(2 * (this.end + more));
    this.bytes.copy(wider, 0, 0, this.end);
    this.bytes = wider;
  }
}

function writerOf(type) {
  const writer = WRITERS[type];
  if (writer === undefined) throw new Error(`no way to write a column of type ${type}`);
  return writer;
}
