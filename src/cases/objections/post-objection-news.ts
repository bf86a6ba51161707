import { Injectable } from '@nestjs/common';
import { localDayOf } from '../../law/local-date.js';
import { Tasks } from '../../office/tasks/tasks.js';
import type { Tx } from '../../platform/database/tx.js';
import { letterLateKey } from '../requests/letter-days.js';
import { receiptMissingKey } from '../requests/letter-term.js';
import { lettersOfObjection, type IssuedLetter } from '../requests/letters.queries.js';
import { PrintMail, type UnsentNews } from '../requests/print-mail.js';
import { postedDays, RecordPosting, type Posting } from '../requests/record-posting.js';
import { AnswerReceived } from './answer-received.js';
import { ObjectionLinks } from './objection-links.js';
import { lockTarget, readTarget, type ObjectionTarget } from './objection-row.js';
import { objectionsOfNews } from './objections-of-news.queries.js';
import { ObjectionTransitions } from './objection-transitions.js';

/** News of an objection on paper: what is printed, what is put beside it, and what its receipt starts. */
@Injectable()
export class PostObjectionNews {
  constructor(
    private readonly printMail: PrintMail,
    private readonly postings: RecordPosting,
    private readonly links: ObjectionLinks,
    private readonly transitions: ObjectionTransitions,
    private readonly answers: AnswerReceived,
    private readonly tasks: Tasks,
  ) {}

  /** The objection that no request stands behind and whose news this is, or null. */
  async aloneOf(tx: Tx, effectKey: string): Promise<ObjectionTarget | null> {
    const [found] = await objectionsOfNews(tx, [effectKey]);
    return found === undefined ? null : readTarget(tx, found.id);
  }

  letters(tx: Tx, { objection }: ObjectionTarget): Promise<readonly IssuedLetter[]> {
    return lettersOfObjection(tx, objection.id);
  }

  /** The news as PDF; null when the message is not kept any more. */
  print(tx: Tx, target: ObjectionTarget, news: UnsentNews): Promise<Buffer | null> {
    const { objection } = target;
    return this.printMail.print(tx, news, {
      ...{ caseId: null, objectionId: objection.id, requesterId: objection.requester_id },
      registerNumber: objection.register_number,
      statusPath: this.links.pathOf(target),
    });
  }

  /** Records posting and receipt of news that has no request. Returns whether nothing more is to be recorded. */
  async record(tx: Tx, objectionId: string, posting: Posting): Promise<boolean> {
    const target = await lockTarget(tx, objectionId);
    if (target === null) return false;
    const days = postedDays(posting, localDayOf(await tx.now()));
    await this.postings.keep(tx, { caseId: null, objectionId }, posting, days);
    await this.transitions.recordChange(
      tx,
      target,
      days.receivedOn === null ? 'letter-posted' : 'letter-received',
      {},
      { visibleTo: 'staff', facts: { mail: posting.mail, way: posting.way, ...days } },
    );
    // Without a request the answer alone starts a term, T10.
    if (posting.mail !== 'objection-answered') return true;
    const { effectKey, round } = posting;
    const { sentOn: leftOn, receivedOn } = days;
    await this.answers.left(tx, { effectKey, leftOn, way: posting.way, isReceived: receivedOn !== null });
    await this.tasks.settle(tx, letterLateKey(effectKey), tx.actor.id);
    if (receivedOn === null) return false;
    await this.answers.received(tx, { effectKey, round, receivedOn });
    await this.tasks.settle(tx, receiptMissingKey(effectKey), tx.actor.id);
    return true;
  }
}
