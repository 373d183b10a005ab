import { GmcpConversation, MsdpRequests, variablesOfMessage } from "@mudlark/protocols";
import type { ClientFlags } from "../../../link/session-state.ts";
import type { OutgoingCommand } from "../../outgoing-command.ts";
import type { DialectOptions, Reading, Said } from "./dialect.ts";

/** GMCP inside frames: what a payload from the client says, and the payload for a message to it. */
export class GmcpListener {
  readonly #conversation: GmcpConversation;
  readonly #requests = new MsdpRequests<"gmcp">({
    answer: (variables) => this.#conversation.sendMsdp(Object.fromEntries(variables)),
    forward: ({ name, args, kwargs, wireName }) =>
      this.#said.push({ type: "command", command: { name, args, kwargs, wireName } }),
  });
  #said: Said[] = [];
  /** Payloads of messages go here while one is being made, and otherwise out at once. */
  #made: string[] | null = null;

  /** @param answer sends a payload at once */
  constructor(options: Omit<DialectOptions, "send">, answer: (payload: string) => void) {
    this.#conversation = new GmcpConversation({
      ...options,
      charLogin: 2,
      write: (payload) => (this.#made === null ? answer(payload) : this.#made.push(payload)),
      onHello: (client, version) => this.#named(client, version),
      onKeepalive: () => this.#said.push({ type: "keepalive" }),
      onLatency: (milliseconds) =>
        this.#said.push({ type: "flags", patch: { LATENCY: Math.round(milliseconds) } }),
      onMsdp: (variables) => this.#requests.receiveObject(variables, "gmcp"),
      onMessage: (message, wireName) =>
        this.#said.push({ type: "command", command: { ...message, wireName } }),
    });
    this.#conversation.agreed();
  }

  read(payload: string): Reading {
    const isKnown = this.#conversation.receive(payload);
    const said = this.#said;
    this.#said = [];
    return isKnown ? said : "nonsense";
  }

  /** Null when the client does not want to know. */
  payloadOf(message: OutgoingCommand): string | null {
    this.#made = [];
    if (message.name === "msdp") this.#conversation.sendMsdp(message.kwargs);
    else if (this.#requests.formOf(message.name) === undefined)
      this.#conversation.send(message, message.manner === "answer");
    else this.#conversation.sendMsdp(Object.fromEntries(variablesOfMessage(message)));
    const [payload = null] = this.#made;
    this.#made = null;
    return payload;
  }

  #named(client: string, version: string): void {
    const patch: ClientFlags = {
      ...(client === "" ? {} : { CLIENTNAME: client }),
      ...(version === "" ? {} : { CLIENTVERSION: version }),
    };
    if (Object.keys(patch).length > 0) this.#said.push({ type: "flags", patch });
  }
}
