import type { SessionId } from "../../base/session-id.ts";

/** What commands tell whoever listens. */
declare module "../../model/signals.ts" {
  interface SignalMap {
    /** A session typed something that is no command; it is told so. */
    commandUnknown: { readonly session: SessionId; readonly line: string };
  }
}
