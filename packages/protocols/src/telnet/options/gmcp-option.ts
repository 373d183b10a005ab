import { utf8Bytes } from "../../bytes.ts";
import {
  encodeGmcp,
  gmcpData,
  isFixedName,
  messageNameOf,
  packageNameOf,
  parseGmcp,
} from "../../oob/gmcp-codec.ts";
import { PackageSupport } from "../../oob/package-support.ts";
import { option } from "../telnet-codes.ts";
import type { JsonObject, JsonValue } from "../../json.ts";
import type { GmcpMessage } from "../../oob/gmcp-codec.ts";
import type { OobMessage } from "../../oob/oob-message.ts";
import type { OptionContext, TelnetOption } from "./telnet-option.ts";

const loginPackage = "Char.Login";

/** What GMCP needs beyond the connection. */
export interface GmcpOptions {
  /** Version of `Char.Login` that we speak; 0 for none. */
  readonly charLogin: number;
  readonly isLoggedIn: () => boolean;
  /** The option was switched on or off. */
  readonly onChange: (on: boolean) => void;
  /** MSDP commands came in the form of GMCP. */
  readonly onMsdp: (variables: JsonObject) => void;
}

/** GMCP (`protocols.md` §8): out-of-band messages as names and JSON. */
export class GmcpOption implements TelnetOption {
  readonly code = option.GMCP;
  readonly opening = "local";
  readonly maxPayload = 64 * 1024;
  readonly #context: OptionContext;
  readonly #options: GmcpOptions;
  readonly #support = new PackageSupport();
  #sides = 0;

  constructor(context: OptionContext, options: GmcpOptions) {
    this.#context = context;
    this.#options = options;
  }

  accepts(): boolean {
    return true;
  }

  enabled(): void {
    this.#sides += 1;
    this.#support.agreed(this.#context.now());
    this.#options.onChange(true);
  }

  disabled(_side: "local" | "remote", refused: boolean): void {
    if (!refused) this.#sides -= 1;
    if (this.#sides === 0) this.#options.onChange(false);
  }

  subnegotiation(payload: Uint8Array): void {
    const message = parseGmcp(payload);
    if (message === null) return;
    if (message.name === "MSDP") this.#options.onMsdp(message.kwargs);
    else if (!this.#handled(message)) this.#forward(message);
  }

  /** Sends a message, if the client wants its package. Answers to requests are always wanted, as is all of `Core`. */
  send(message: OobMessage): void {
    const name = packageNameOf(message.name);
    const wanted =
      isFixedName(message.name) ||
      name.toLowerCase().startsWith("core.") ||
      isInside(loginPackage, name) ||
      this.#support.wants(name, this.#context.now());
    if (wanted) this.#write(encodeGmcp(message));
  }

  /** Sends MSDP variables in the form of GMCP. */
  sendMsdp(variables: JsonObject): void {
    this.#write(utf8Bytes(`MSDP ${JSON.stringify(gmcpData([], variables) ?? {})}`));
  }

  /** Deals with what only concerns the wire. True: nobody else needs to know. */
  #handled(message: GmcpMessage): boolean {
    switch (message.name.toLowerCase()) {
      case "core.ping":
        this.#pong(message.args[0]);
        return true;
      case "core.keepalive":
        this.#context.emit({ type: "keepalive" });
        return true;
      case "core.hello":
        this.#context.identity.named(textOf(message.kwargs["client"]), textOf(message.kwargs["version"]));
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
    this.#write(utf8Bytes("Core.Ping"));
    if (typeof milliseconds === "number" && milliseconds >= 0 && milliseconds < 3_600_000) {
      this.#context.emit({ type: "latency", milliseconds });
    }
  }

  #supportChanges(change: () => void): void {
    const before = this.#support.version(loginPackage);
    change();
    const version = this.#support.version(loginPackage);
    const { charLogin } = this.#options;
    if (before !== null || version === null || version < 1 || charLogin === 0 || this.#options.isLoggedIn())
      return;
    const type = ["password-credentials"];
    const spoken = Math.min(charLogin, version);
    this.#write(
      utf8Bytes(`Char.Login.Default ${JSON.stringify(spoken === 1 ? { type } : { type, version: spoken })}`),
    );
  }

  #forward(message: GmcpMessage): void {
    this.#context.emit({
      type: "message",
      name: messageNameOf(message.name),
      args: message.args,
      kwargs: message.kwargs,
      via: "gmcp",
      wireName: message.name,
    });
  }

  #write(payload: Uint8Array): void {
    this.#context.subnegotiate(this.code, payload);
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
