/** COPY over the program's own driver: a query that feeds text to the server. */

/** Sends `text` (lines of COPY's text format) into the columns of a table. */
export function copyIn(client, table, columns, text) {
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(`COPY ${table} (${columns.join(', ')}) FROM STDIN`, text, resolve, reject));
  });
}

const PIECE = 65_536;

class CopyIn {
  error = null;

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

  handleError(error) {
    this.error = error;
  }

  handleReadyForQuery() {
    if (this.error === null) this.done();
    else this.failed(this.error);
  }

  handleCommandComplete() {}
  handleRowDescription() {}
  handleDataRow() {}
  handleEmptyQuery() {}
  handlePortalSuspended() {}
}
