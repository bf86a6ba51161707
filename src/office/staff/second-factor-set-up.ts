import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/vault.js';
import { Database } from '../../platform/database/database.js';
import { NOTHING } from '../../platform/database/scope.js';
import type { SignedIn } from '../access/actor-source.js';
import { Audit } from '../audit/audit.js';
import { SecondFactor } from './second-factor.js';

/** A secret that is not stored yet. `sealed` travels through the form, so that the process keeps nothing. */
export interface FactorProposal {
  readonly secret: string;
  readonly address: string;
  readonly sealed: string;
}

/** A person sets up or takes away the own second factor. */
@Injectable()
export class SetUpSecondFactor {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly factor: SecondFactor,
    private readonly audit: Audit,
  ) {}

  propose(signedIn: SignedIn): FactorProposal {
    return this.withAddress(signedIn, this.factor.newSecret());
  }

  /** The proposal that a form brought back; null when it is forged or another person's. */
  reopen(signedIn: SignedIn, sealed: string): FactorProposal | null {
    try {
      const secret = this.vault.open(Buffer.from(sealed, 'base64url'), placeOf(signedIn)).toString('utf8');
      return this.withAddress(signedIn, secret, sealed);
    } catch {
      // Whatever does not open was not sealed here for this person.
      return null;
    }
  }

  /** Stores the proposed secret when the code shows that the authenticator has it; else returns false. */
  async accept(signedIn: SignedIn, proposal: FactorProposal, code: string): Promise<boolean> {
    const id = idOf(signedIn);
    return this.database.transaction(signedIn.actor, NOTHING, async (tx) => {
      if (!(await this.factor.acceptsPlain(tx, id, proposal.secret, code))) return false;
      const sealed = this.factor.seal(id, proposal.secret);
      await tx.execute('UPDATE staff SET totp_sealed = $2 WHERE id = $1', [id, sealed]);
      await this.audit.record(tx, {
        stream: 'staff',
        event: 'second-factor-set',
        effectiveAt: await tx.now(),
        visibleTo: 'system',
        facts: { staffId: id },
      });
      return true;
    });
  }

  private withAddress(signedIn: SignedIn, secret: string, sealed?: string): FactorProposal {
    return {
      secret,
      address: this.factor.addressOf(signedIn.actor.name ?? 'petugas', secret),
      sealed: sealed ?? this.vault.seal(secret, placeOf(signedIn)).toString('base64url'),
    };
  }
}

function idOf(signedIn: SignedIn): string {
  if (signedIn.actor.id === null) throw new Error('a session without a person');
  return signedIn.actor.id;
}

const placeOf = (signedIn: SignedIn): string => `staff|second factor proposal|${idOf(signedIn)}`;
