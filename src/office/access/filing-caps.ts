import { Injectable } from '@nestjs/common';
import { City } from '../../platform/config/city.js';
import { tooMany } from '../../platform/http/problems.js';
import { AttemptLimits, type Cap } from './attempt-limits.js';

const HOUR = 3_600;
const DAY = 86_400;

/** Caps on filings per network, mail address and NIK: floods stop, what is refused is told so, nothing is dropped. */
@Injectable()
export class FilingCaps {
  constructor(
    private readonly limits: AttemptLimits,
    private readonly city: City,
  ) {}

  /** Throws 429 with the time to try again. */
  async hold(network: string, email: string | null, nationalId: string | null): Promise<void> {
    const { filingsPerNetworkPerHour, filingsPerMailPerDay, filingsPerIdentityPerDay } = this.city.limits;
    const caps: Cap[] = [
      { scope: 'filing-network', key: network, most: filingsPerNetworkPerHour, windowSeconds: HOUR },
    ];
    if (email !== null) {
      caps.push({
        scope: 'filing-mail',
        key: email.toLowerCase(),
        most: filingsPerMailPerDay,
        windowSeconds: DAY,
      });
    }
    if (nationalId !== null) {
      caps.push({ scope: 'filing-nik', key: nationalId, most: filingsPerIdentityPerDay, windowSeconds: DAY });
    }
    const wait = await this.limits.hit(caps);
    if (wait > 0) throw tooMany(wait);
  }

  /** Caps uploads per network. Throws 429. */
  async holdUpload(network: string): Promise<void> {
    const most = this.city.limits.uploadsPerNetworkPerHour;
    const wait = await this.limits.hit([
      { scope: 'upload-network', key: network, most, windowSeconds: HOUR },
    ]);
    if (wait > 0) throw tooMany(wait);
  }
}
