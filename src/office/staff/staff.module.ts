import { Global, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActorSource } from '../access/actor-source.js';
import { AddAccount } from './add-account.js';
import { ChangePassword } from './change-password.js';
import { StaffFormCheck } from './csrf.js';
import { DisableAccount } from './disable-account.js';
import { FirstAccounts } from './first-accounts.js';
import { FormOwner } from './form-owner.js';
import { ListSessions } from './list-sessions.js';
import { NewDeviceNotice } from './new-device.js';
import { Passwords } from './passwords.js';
import { ProfileController } from './profile.controller.js';
import { ResetAccount } from './reset-account.js';
import { SameOriginGuard } from './same-origin.guard.js';
import { SetUpSecondFactor } from './second-factor-set-up.js';
import { SecondFactor } from './second-factor.js';
import { SessionCookie } from './session-cookie.js';
import { SessionSource } from './session-source.js';
import { SessionController } from './session.controller.js';
import { SignInAttempts } from './sign-in-attempts.js';
import { SignInTicket } from './sign-in-ticket.js';
import { SignInController } from './sign-in.controller.js';
import { SignIn } from './sign-in.js';
import { SignOut } from './sign-out.js';
import { StaffSessionEntity } from './staff-session.entity.js';
import { StaffEntity } from './staff.entity.js';
import { StaffQueries } from './staff.queries.js';
import { SwitchKeys } from './switch-keys.js';

/** Accounts, sign-in and sessions. Gives the access room its `ActorSource`, and every form of staff its checks. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([StaffEntity, StaffSessionEntity])],
  controllers: [SessionController, SignInController, ProfileController],
  providers: [
    { provide: APP_GUARD, useClass: SameOriginGuard },
    { provide: APP_INTERCEPTOR, useClass: StaffFormCheck },
    SessionSource,
    { provide: ActorSource, useExisting: SessionSource },
    AddAccount,
    ChangePassword,
    DisableAccount,
    FirstAccounts,
    FormOwner,
    ListSessions,
    NewDeviceNotice,
    Passwords,
    ResetAccount,
    SecondFactor,
    SessionCookie,
    SetUpSecondFactor,
    SignIn,
    SignInAttempts,
    SignInTicket,
    SignOut,
    StaffQueries,
    SwitchKeys,
  ],
  exports: [
    ActorSource,
    AddAccount,
    DisableAccount,
    FirstAccounts,
    NewDeviceNotice,
    ResetAccount,
    StaffQueries,
  ],
})
export class StaffModule {}
