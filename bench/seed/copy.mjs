/** COPY over the program's own driver: a query that feeds rows to the server. */

/** Sends `rows` (COPY's binary form) into the columns of a table. */
export function copyIn(client, table, columns, rows, options) {
  return new Promise((resolve, reject) => {
    const sql = `COPY ${table} (${columns.join(', ')}) FROM STDIN (${['FORMAT binary', ...options].join(', ')})`;
    client.query(new CopyIn(sql, rows, resolve, reject));
  });
}

const PIECE = 65_536;

class CopyIn {
  constructor(sql, rows, done, failed) {
    Object.assign(this, { sql, rows, done, failed });
  }

  submit(connection) {
    connection.query(this.sql);
  }

  handleCopyInResponse(connection) {
    const bytes = Buffer.from(this.rows.buffer, this.rows.byteOffset, this.rows.byteLength);
    for (let at = 0; at < bytes.length; at += PIECE)
      connection.sendCopyFromChunk(bytes.subarray(at, at + PIECE));
    connection.endCopyFrom();
  }

  /** The driver turns to the next query at once: nothing more is heard of this one. */
  handleError(error) {
    this.failed(error);
  }

  handleReadyForQuery() {
    this.done();
  }

  handleCommandComplete() {}
  handleRowDescription() {}
  handleDataRow() {}
  handleEmptyQuery() {}
  handlePortalSuspended() {}
}
