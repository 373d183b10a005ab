import type { SessionState } from "../link/session-state.ts";

type Known = Pick<SessionState, "id" | "address" | "protocolKey" | "flags" | "connTime"> & {
  /** When its client gave the last sign of life, in milliseconds since 1970. */
  readonly lastInput: number;
};

/** The state of a session that nobody has logged in to yet. */
export function newSession({ lastInput, ...known }: Known): SessionState {
  return {
    ...known,
    csessid: null,
    loginTime: null,
    uid: null,
    uname: null,
    puid: null,
    cmdLast: lastInput,
    cmdLastVisible: lastInput,
    cmdTotal: 0,
    serverData: {},
    cmdsetStorage: [],
    quelled: false,
    greeted: false,
    waiting: null,
    asking: null,
    subscriptions: {},
    frames: [],
    linkDead: false,
    resumable: true,
    revision: 0,
  };
}
