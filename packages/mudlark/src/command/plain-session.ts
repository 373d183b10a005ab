import type { Message } from "../model/message.ts";
import type { ClientSize } from "./client-size.ts";

/** What a command may know of a session without knowing the session's own layer. */
export interface PlainSession {
  readonly size: ClientSize;
  msg(message: string | Partial<Message>): void;
}
