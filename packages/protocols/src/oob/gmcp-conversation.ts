import {
  gmcpData,
  gmcpText,
  isFixedName,
  messageNameOf,
  packageNameOf,
  parseGmcpText,
} from "./gmcp-codec.ts";
import { PackageSupport } from "./package-support.ts";
import { loginDefault, type SignInOffer } from "./sign-in-offer.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { GmcpMessage } from "./gmcp-codec.ts";
import type { OobMessage } from "./oob-message.ts";

const loginPackage = "Char.Login";
/** Clients that can install these name other packages of their kind, but not these. */
const offers: ReadonlySet<string> = new Set(["client.gui", "client.map"]);

/** What one side of a conversation in GMCP needs of whatever carries it. Times are milliseconds. */
export interface GmcpConversationOptions {
  /** Milliseconds from an arbitrary start; must never go backwards. */
  readonly now: () => number;
  /** Version of `Char.Login` that we speak; 0 for none. */
  readonly charLogin: number;
  /** How strangers may sign in beside a password. */
  readonly signIn: SignInOffer;
  /** Is the way to the client encrypted? */
  readonly isSecure: boolean;
  /** Is the player known already? Then no login is offered. */
  readonly isLoggedIn: () => boolean;
  /** Sends a payload: a package's name, and after a blank its data, if there is any. */
  readonly write: (payload: string) => void;
  /** The client said what it is; an empty text says nothing. */
  readonly onHello: (client: string, version: string) => void;
  /** A sign of life that is no input. */
  readonly onKeepalive: () => void;
  /** The client told how long its last round trip took. */
  readonly onLatency: (milliseconds: number) => void;
  /** MSDP commands came in the form of GMCP. */
  readonly onMsdp: (variables: JsonObject) => void;
  /** Everything else; `wireName` is the package as the client spells it. */
  readonly onMessage: (message: OobMessage, wireName: string) => void;
}

/**
 * The server's side of a conversation in GMCP, over whatever carries it: telnet's option 201, or the frames of a
 * WebSocket (`protocols.md` §8, §13). Answers what only concerns the wire, and knows which packages the client wants.
 *
 * @example
 * const gmcp = new GmcpConversation({ ...options, write: (payload) => socket.send(payload) });
 * gmcp.agreed();
 * gmcp.receive('Core.Supports.Set ["Char 1"]');
 * gmcp.send({ name: "char_vitals", args: [], kwargs: { hp: 7 } }); // Char.Vitals {"hp":7}
 */
export class GmcpConversation {
  readonly #options: GmcpConversationOptions;
  readonly #support = new PackageSupport();
  /** Something was not sent to a client that may still want everything. */
  #hasMissed = false;

  constructor(options: GmcpConversationOptions) {
    this.#options = options;
  }

  /** Both sides speak GMCP from now on. */
  agreed(): void {
    this.#support.agreed(this.#options.now());
  }

  /** Takes a payload from the client. False when it breaks a rule, and is ignored. */
  receive(payload: string): boolean {
    const message = parseGmcpText(payload);
    if (message === null) return false;
    if (message.name === "MSDP") this.#options.onMsdp(message.kwargs);
    else if (!this.#handled(message)) this.#forward(message);
    return true;
  }

  /**
   * Sends a message, if the client wants its package. Answers to requests are always wanted, as is all of `Core`.
   *
   * @returns was it sent?
   */
  send(message: OobMessage, isAnswer = false): boolean {
    const name = packageNameOf(message.name);
    const now = this.#options.now();
    if (this.#hasMissed && this.#support.isSilent(now)) this.#wantsAll();
    const wanted =
      isAnswer ||
      isFixedName(message.name) ||
      name.toLowerCase().startsWith("core.") ||
      isInside(loginPackage, name) ||
      (offers.has(name.toLowerCase()) && this.#support.hasBelow("Client")) ||
      this.#support.wants(name, now);
    if (wanted) this.#options.write(gmcpText(message));
    else if (!this.#support.hasSpoken) this.#hasMissed = true;
    return wanted;
  }

  /** Sends MSDP variables in the form of GMCP. */
  sendMsdp(variables: JsonObject): void {
    this.#options.write(`MSDP ${JSON.stringify(gmcpData([], variables) ?? {})}`);
  }

  /** Deals with what only concerns the wire. True: nobody else needs to know. */
  #handled(message: GmcpMessage): boolean {
    switch (message.name.toLowerCase()) {
      case "core.ping":
        this.#pong(message.args[0]);
        return true;
      case "core.keepalive":
        this.#options.onKeepalive();
        return true;
      case "core.hello":
        this.#options.onHello(textOf(message.kwargs["client"]), textOf(message.kwargs["version"]));
        return false;
      case "core.supports.set":
        this.#supportChanges(() => this.#support.replace(message.args));
        return false;
      case "core.supports.add":
        this.#supportChanges(() => this.#support.add(message.args));
        return false;
      case "core.supports.remove":
        this.#support.remove(message.args);
        return false;
      default:
        return false;
    }
  }

  #pong(milliseconds: JsonValue | undefined): void {
    this.#options.write("Core.Ping");
    if (typeof milliseconds === "number" && milliseconds >= 0 && milliseconds < 3_600_000) {
      this.#options.onLatency(milliseconds);
    }
  }

  #supportChanges(change: () => void): void {
    const before = this.#support.version(loginPackage);
    change();
    const version = this.#support.version(loginPackage);
    const { charLogin, signIn, isSecure, isLoggedIn, write } = this.#options;
    if (before !== null || version === null || version < 1 || charLogin === 0 || isLoggedIn()) return;
    const offer = loginDefault(Math.min(charLogin, version), signIn, isSecure);
    write(`Char.Login.Default ${JSON.stringify(offer)}`);
  }

  /** A client that says nothing is told what it missed as if it had just said that it wants everything. */
  #wantsAll(): void {
    this.#hasMissed = false;
    this.#forward({ name: "Core.Supports.Set", args: [], kwargs: {} });
  }

  #forward({ name, args, kwargs }: GmcpMessage): void {
    this.#options.onMessage({ name: messageNameOf(name), args, kwargs }, name);
  }
}

function isInside(parent: string, name: string): boolean {
  return name.toLowerCase().startsWith(`${parent.toLowerCase()}.`);
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === "string"
    ? value
        .replace(/[\0-\x1F\x7F-\x9F]/g, "")
        .trim()
        .slice(0, 128)
    : "";
}
