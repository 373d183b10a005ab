import { utf8Bytes, utf8Text } from "../../bytes.ts";
import { GmcpConversation, type GmcpConversationOptions } from "../../oob/gmcp-conversation.ts";
import { option } from "../telnet-codes.ts";
import type { JsonObject } from "../../json.ts";
import type { OobMessage } from "../../oob/oob-message.ts";
import type { OptionContext, TelnetOption } from "./telnet-option.ts";

/** What GMCP needs beyond the connection. */
export interface GmcpOptions extends Pick<
  GmcpConversationOptions,
  "charLogin" | "signIn" | "isSecure" | "isLoggedIn"
> {
  /** The option was switched on or off. */
  readonly onChange: (on: boolean) => void;
  /** MSDP commands came in the form of GMCP. */
  readonly onMsdp: (variables: JsonObject) => void;
}

/** GMCP (`protocols.md` §8): out-of-band messages as names and JSON. */
export class GmcpOption implements TelnetOption {
  readonly code = option.GMCP;
  readonly maxPayload = 64 * 1024;
  readonly #conversation: GmcpConversation;
  readonly #onChange: (on: boolean) => void;
  #sides = 0;

  constructor(context: OptionContext, { onChange, onMsdp, ...options }: GmcpOptions) {
    this.#onChange = onChange;
    this.#conversation = new GmcpConversation({
      ...options,
      now: () => context.now(),
      onMsdp,
      write: (payload) => context.subnegotiate(this.code, utf8Bytes(payload)),
      onHello: (client, version) => context.identity.named(client, version),
      onKeepalive: () => context.emit({ type: "keepalive" }),
      onLatency: (milliseconds) => context.emit({ type: "latency", milliseconds }),
      onMessage: (message, wireName) => context.emit({ type: "message", ...message, via: "gmcp", wireName }),
    });
  }

  accepts(): boolean {
    return true;
  }

  enabled(): void {
    this.#sides += 1;
    this.#conversation.agreed();
    this.#onChange(true);
  }

  disabled(_side: "local" | "remote", refused: boolean): void {
    if (!refused) this.#sides -= 1;
    if (this.#sides === 0) this.#onChange(false);
  }

  subnegotiation(payload: Uint8Array): void {
    this.#conversation.receive(utf8Text(payload));
  }

  /** Sends a message, if the client wants its package or has asked for it. False when it was not sent. */
  send(message: OobMessage, isAnswer: boolean): boolean {
    return this.#conversation.send(message, isAnswer);
  }

  /** Sends MSDP variables in the form of GMCP. */
  sendMsdp(variables: JsonObject): void {
    this.#conversation.sendMsdp(variables);
  }
}
