import type { SessionId } from "../base/session-id.ts";
import type { Entity } from "../model/entity/entity.ts";
import type { Account } from "./accounts/account.ts";

/** What sessions tell whoever listens (`sessions.md` §16). */
declare module "../model/signals.ts" {
  interface SignalMap {
    accountCreated: { readonly account: Account; readonly address: string | null };
    accountRenamed: { readonly account: Account; readonly before: string; readonly after: string };
    /** A login while no other session of the account was there. */
    accountFirstLogin: { readonly account: Account; readonly session: SessionId };
    accountLogin: { readonly account: Account; readonly session: SessionId };
    accountLoginFailed: { readonly account: Account; readonly session: SessionId };
    accountLogout: { readonly account: Account; readonly session: SessionId; readonly reason: string };
    /** The last session of the account goes; just before `accountLogout`. */
    accountLastLogout: { readonly account: Account; readonly session: SessionId };
    objectPuppeted: {
      readonly object: Entity;
      readonly account: Account;
      readonly session: SessionId;
      readonly shared: boolean;
      readonly handover: boolean;
    };
    objectUnpuppeted: {
      readonly object: Entity;
      readonly account: Account | null;
      readonly session: SessionId;
      readonly handover: boolean;
    };
    /** The code was replaced, and every session is back (`sessions.md` §11.5). */
    serverReloaded: { readonly sessions: number };
    sessionOpened: { readonly session: SessionId };
    sessionClosed: { readonly session: SessionId; readonly reason: string };
  }
}
