/**
 * Loaded into a program before its own code: writes down, line by line, what it has the file system do (when it begins
 * and when it is done) and what it says to PostgreSQL of files and commits. A judge can tell from it what a loss of power
 * would leave at any moment.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { threadId } from 'node:worker_threads';

const journal = fs.openSync(process.env.TEST_FILE_JOURNAL, 'a');
const { writeSync } = fs;
const names = new Map();
let last = 0;
const nextId = () => `${threadId}-${(last += 1)}`;

const note = (what, ...of) => {
  writeSync(journal, `${JSON.stringify({ what, of })}\n`);
};

/** Begins and ends of one step; what fails never ended. */
async function step(what, of, work) {
  const id = nextId();
  note(`${what}?`, id, ...of);
  const result = await work();
  note(what, id, ...of);
  return result;
}

const promises = fs.promises;
const { open, rename, link, mkdir } = promises;
const whole = (name) => path.resolve(String(name));

const isMade = (flags) => /[wax]/u.test(String(flags));
promises.open = async (name, flags, ...rest) => {
  const file = await open(name, flags, ...rest);
  if (isMade(flags)) note('opened', 0, whole(name));
  return watched(file, whole(name));
};
promises.rename = (from, to) => step('named', [whole(from), whole(to)], () => rename(from, to));
promises.link = (from, to) => step('named', [whole(from), whole(to)], () => link(from, to));
promises.mkdir = async (folder, options) => {
  const made = await mkdir(folder, options);
  if (made !== undefined) note('made', 0, whole(made), whole(folder));
  return made;
};

function watched(file, name) {
  for (const method of ['write', 'writev', 'writeFile', 'appendFile', 'truncate']) {
    const plain = file[method].bind(file);
    file[method] = (...given) => step('written', [name], () => plain(...given));
  }
  for (const method of ['sync', 'datasync']) {
    const plain = file[method].bind(file);
    file[method] = () => step('flushed', [name], plain);
  }
  return file;
}

// The same without promises: what is done at once has no beginning of its own.
const { openSync, writeFileSync, renameSync, linkSync, mkdirSync, fsyncSync, fdatasyncSync } = fs;
fs.openSync = (name, flags, ...rest) => {
  const file = openSync(name, flags, ...rest);
  if (isMade(flags)) note('opened', 0, whole(name));
  names.set(file, whole(name));
  return file;
};
const atOnce = (what, of) => {
  const id = nextId();
  note(`${what}?`, id, ...of);
  note(what, id, ...of);
};
fs.writeSync = (file, ...rest) => {
  const count = writeSync(file, ...rest);
  if (names.has(file)) atOnce('written', [names.get(file)]);
  return count;
};
fs.writeFileSync = (name, ...rest) => {
  writeFileSync(name, ...rest);
  if (typeof name === 'number') return;
  note('opened', 0, whole(name));
  atOnce('written', [whole(name)]);
};
for (const [method, plain] of Object.entries({ fsyncSync, fdatasyncSync }))
  fs[method] = (file) => {
    plain(file);
    atOnce('flushed', [names.get(file) ?? '']);
  };
for (const [method, plain] of Object.entries({ renameSync, linkSync }))
  fs[method] = (from, to) => {
    plain(from, to);
    atOnce('named', [whole(from), whole(to)]);
  };
fs.mkdirSync = (folder, options) => {
  const made = mkdirSync(folder, options);
  if (made !== undefined) note('made', 0, whole(made), whole(folder));
  return made;
};
syncBuiltinESMExports();

// PostgreSQL's protocol is plain text where a path of the file store is a value, or the statement has none.
const lines = new WeakMap();
let newest = 0;
const lineOf = (socket) => {
  if (!lines.has(socket)) lines.set(socket, (newest += 1));
  return lines.get(socket);
};
const { write } = net.Socket.prototype;
net.Socket.prototype.write = function (piece, ...rest) {
  const text = Buffer.isBuffer(piece) ? piece.toString('latin1') : '';
  for (const [row] of text.matchAll(/\b[0-9a-f]{2}\/[0-9a-f]{32}\b/gu)) note('row', 0, lineOf(this), row);
  if (text.includes('COMMIT\0')) note('commit', 0, lineOf(this));
  return write.call(this, piece, ...rest);
};
