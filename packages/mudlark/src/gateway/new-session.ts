import type { JsonObject } from "../base/json.ts";
import type { SessionState } from "../link/session-state.ts";

type Known = Pick<SessionState, "id" | "address" | "protocolKey" | "flags" | "connTime"> & {
  /** When its client gave the last sign of life, in milliseconds since 1970. */
  readonly lastInput: number;
};

const nothing: JsonObject = {};
const none: readonly never[] = [];

/**
 * The state of a session that nobody has logged in to yet. Written out, and sharing what is empty: thousands may wait at
 * the login screen.
 */
export function newSession({ id, address, protocolKey, flags, connTime, lastInput }: Known): SessionState {
  return {
    id,
    address,
    protocolKey,
    csessid: null,
    connTime,
    loginTime: null,
    uid: null,
    uname: null,
    puid: null,
    cmdLast: lastInput,
    cmdLastVisible: lastInput,
    cmdTotal: 0,
    flags,
    serverData: nothing,
    cmdsetStorage: none,
    quelled: false,
    greeted: false,
    waiting: null,
    asking: null,
    frames: none,
    subscriptions: nothing,
    linkDead: false,
    resumable: true,
    revision: 0,
  };
}
