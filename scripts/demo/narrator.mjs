/** A legal day as people say it: `Selasa, 8 Desember 2026`. */
export function day(iso) {
  return new Intl.DateTimeFormat('id-ID', { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(`${iso}T00:00:00Z`),
  );
}

const STATUS_WORDS = { closed_granted: 'Diberikan', extended: 'Diperpanjang', processing: 'Sedang diproses' };

// The line that a reader acts on; else the first that names a day.
function lineWithDate(text) {
  const dated = text.split('\n').filter((line) => /(Senin|Selasa|Rabu|Kamis|Jumat),? .*\d{4}/u.test(line));
  return dated.find((line) => /paling lambat|sampai|sudah lewat|Batas baru/u.test(line)) ?? dated[0];
}

/** Tells what happens in a few lines and proves each of them in database and mailbox. */
export class Narrator {
  seen = 0;
  #mails = [];

  constructor(office, print) {
    this.office = office;
    this.print = print;
  }

  chapter(title) {
    this.print(`\n${title}`);
  }

  line(text) {
    this.print(`  ${text}`);
  }

  /** A fact that must hold, or the demonstration ends with an error. */
  check(holds, what) {
    if (!holds) throw new Error(`not seen: ${what}`);
    this.seen += 1;
  }

  /** Mails with this subject to this address that arrived and were not told yet. */
  async mail(subject, to, count) {
    this.#mails.push(...(await this.office.newMails()));
    const fits = this.#mails.filter((mail) => subject.test(mail.subject) && mail.to.includes(to));
    this.check(
      fits.length === count,
      `${count} mail(s) ${subject} to ${to}, but ${fits.length}: ${fits.map((mail) => mail.subject).join('; ')}`,
    );
    for (const mail of fits) {
      this.#mails.splice(this.#mails.indexOf(mail), 1);
      const dated = lineWithDate(mail.text);
      this.print(`  Surat ke ${mail.to}: "${mail.subject}"`);
      if (dated !== undefined) this.print(`      ${dated}`);
    }
  }

  /** The case went to this agency, by the model's suggestion. */
  async routed(filed, agency) {
    const rows = await this.office.rows(
      `SELECT c.agency_code, s.score, s.suggestions->0->'because' AS because
       FROM cases c JOIN routing_suggestions s ON s.case_id = c.id WHERE c.id = $1`,
      [filed.id],
    );
    this.check(rows[0]?.agency_code === agency, `${filed.registerNumber} with ${agency}`);
    const words = (rows[0].because ?? []).join(', ');
    this.print(
      `  ${filed.registerNumber} diteruskan ke ${agency} (keyakinan ${Number(rows[0].score).toFixed(2)}; karena: ${words}).`,
    );
  }

  /** A due row of this case took effect, dated at its due moment. */
  async fired(filed, kind, at, stage) {
    const rows = await this.office.rows(
      `SELECT stage, due_at, effective_at FROM tenggat_read.due_rows
       WHERE case_id = $1 AND kind = $2 AND outcome = 'taken' AND ($3::text IS NULL OR stage = $3)`,
      [filed.id, kind, stage ?? null],
    );
    this.check(
      rows.length === 1 && rows[0].effective_at.getTime() === new Date(at).getTime(),
      `${kind} of ${filed.registerNumber} at ${at}`,
    );
    this.print(
      `  Jam "${kind}" (${rows[0].stage}) milik ${filed.registerNumber} berbunyi dan berlaku sejak ${at.replace('T', ' pukul ').slice(0, 22)} WIT.`,
    );
  }

  /** The citizen sees this state. */
  async tracked(filed, status) {
    const answer = await this.office.track(filed);
    this.check(answer.status === status, `${filed.registerNumber} ${status}, but ${answer.status}`);
    this.print(
      `  Halaman lacak ${filed.registerNumber}: ${STATUS_WORDS[answer.status] ?? answer.status}; ${answer.documents.length} berkas dapat diunduh.`,
    );
  }
}
