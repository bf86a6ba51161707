import { Injectable } from '@nestjs/common';
import { newId } from '../../platform/crypto/new-id.js';
import type { Tx } from '../../platform/database/tx.js';
import { NewDeviceNotice, type AccountInUse } from '../staff/new-device.js';
import { Outbox } from './outbox.js';

/** The mail of a sign-in from a new device: at once, whatever the hour. */
@Injectable()
export class NewDeviceMail {
  constructor(
    notice: NewDeviceNotice,
    private readonly outbox: Outbox,
  ) {
    notice.register((tx, account) => this.send(tx, account));
  }

  private async send(tx: Tx, { id, email }: AccountInUse): Promise<void> {
    await this.outbox.enqueue(tx, {
      kind: 'new-sign-in',
      effectKey: `new-sign-in:${newId()}`,
      caseId: null,
      recipient: { kind: 'staff', staffId: id, address: email },
      data: { at: await tx.now(), link: '/petugas/sesi' },
    });
  }
}
