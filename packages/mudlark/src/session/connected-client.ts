import type { JsonObject, JsonValue } from "../base/json.ts";
import type { SessionId } from "../base/session-id.ts";
import type { Manner } from "../link/messages.ts";
import type { ClientFlags } from "../link/session-state.ts";
import type { Message } from "../model/ports.ts";

/** What an account's hooks may know of the session that they are about; sessions are this. */
export interface ConnectedClient {
  readonly id: SessionId;
  readonly address: string;
  readonly protocolKey: string;
  readonly flags: ClientFlags;
  readonly ndb: Record<string, unknown>;
  msg(message: string | Partial<Message>): void;
  send(name: string, args?: readonly JsonValue[], kwargs?: JsonObject, manner?: Manner): void;
}
