import type { Message } from "../model/message.ts";
import type { ClientSize } from "./run/client-size.ts";

/** What a command may know of a session without knowing the session's own layer. */
export interface PlainSession {
  readonly size: ClientSize;
  /** Ids of the objects in the list that it was shown last; lines may name them by their rows (`%3`). */
  lastFound: readonly number[];
  msg(message: string | Partial<Message>): void;
}
