/** COPY over the program's own driver: a query that feeds text to the server. */

/** Sends `text` (lines of COPY's text format) into the columns of a table. */
export function copyIn(client, table, columns, text) {
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(`COPY ${table} (${columns.join(', ')}) FROM STDIN`, text, resolve, reject));
  });
}

const PIECE = 65_536;

class CopyIn {
  constructor(sql, text, done, failed) {
    Object.assign(this, { sql, text, done, failed });
  }

  submit(connection) {
    connection.query(this.sql);
  }

  handleCopyInResponse(connection) {
    const bytes = Buffer.from(this.text, 'utf8');
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
