import {
  bridgedVariables,
  messagesOfMsdp,
  msdpCommands,
  variableName,
  variablesOfMessage,
} from "../oob/msdp-message.ts";
import { packageNameOf } from "../oob/gmcp-codec.ts";
import { GmcpOption, type GmcpOptions } from "./options/gmcp-option.ts";
import { MsdpOption } from "./options/msdp-option.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { MsdpMessage } from "../oob/msdp-message.ts";
import type { MsdpValue, MsdpVariable } from "../oob/msdp-codec.ts";
import type { OobMessage } from "../oob/oob-message.ts";
import type { OptionContext } from "./options/telnet-option.ts";

type Form = "gmcp" | "msdp";

const mostAsked = 128;

const lists = [
  "COMMANDS",
  "LISTS",
  "CONFIGURABLE_VARIABLES",
  "REPORTABLE_VARIABLES",
  "REPORTED_VARIABLES",
  "SENDABLE_VARIABLES",
] as const;

/** Variables of MSDP by which a client describes itself, and the option of `client_options` that each one sets. */
const configurable: ReadonlyMap<string, string> = new Map([
  ["CLIENT_NAME", "client"],
  ["CLIENT_VERSION", "version"],
  ["ANSI_COLORS", "ANSI"],
  ["XTERM_256_COLORS", "XTERM256"],
  ["UTF_8", "UTF-8"],
]);
const plugin = "PLUGIN_ID";

/**
 * Out-of-band messages of a telnet client: by GMCP when it speaks that, else by MSDP (`protocols.md` §8). What it asked
 * for in MSDP is answered in MSDP.
 */
export class OutOfBand {
  readonly gmcp: GmcpOption;
  readonly msdp: MsdpOption;
  readonly #context: OptionContext;
  #gmcpOn = false;
  #msdpOn = false;
  /** Variables that the client asked for by MSDP commands, and in which form it asked. */
  #asked: Map<string, Form> | null = null;

  constructor(context: OptionContext, options: Omit<GmcpOptions, "onChange" | "onMsdp">) {
    this.#context = context;
    this.gmcp = new GmcpOption(context, {
      ...options,
      onChange: (on) => {
        this.#gmcpOn = on;
        this.#showForm();
      },
      onMsdp: (variables) => this.#receive(variablesOf(variables), "gmcp"),
    });
    this.msdp = new MsdpOption(context, {
      onChange: (on) => {
        this.#msdpOn = on;
        this.#showForm();
      },
      onVariables: (variables) => this.#receive(variables, "msdp"),
    });
  }

  /** Sends a message in the form that the client takes. False when it takes none, or does not want to know. */
  send(message: OobMessage, isAnswer: boolean): boolean {
    const asked = this.#asked?.get(variableName(message.name));
    if (asked !== undefined && this.#isOn(asked)) this.#sendVariables(variablesOfMessage(message), asked);
    else if (message.name === "msdp")
      this.#sendVariables(Object.entries(message.kwargs), this.#preferredForVariables());
    else if (this.#gmcpOn) return this.gmcp.send(message, isAnswer);
    else if (this.#msdpOn) this.msdp.send(this.#inMsdp(message));
    return this.#gmcpOn || this.#msdpOn;
  }

  #inMsdp(message: OobMessage): readonly (readonly [string, JsonValue])[] {
    return bridgedVariables(packageNameOf(message.name), message.kwargs) ?? variablesOfMessage(message);
  }

  #receive(variables: readonly MsdpVariable[], form: Form): void {
    for (const message of messagesOfMsdp(variables)) {
      const variable = variableName(message.wireName);
      const setting = configurable.get(variable);
      if (message.name === "msdp_list") this.#list(message, form);
      else if (setting !== undefined) this.#forward({ ...message, ...option(setting, message) });
      else if (variable !== plugin) this.#request(message, form);
    }
  }

  #request(message: MsdpMessage, form: Form): void {
    const names = message.args.filter((name) => typeof name === "string");
    if (message.name === "msdp_send" || message.name === "msdp_report") this.#remember(names, form);
    this.#forward(message);
  }

  /** Answers lists that are the same for everybody; the others are for those who know the variables. */
  #list(message: MsdpMessage, form: Form): void {
    const rest: string[] = [];
    for (const asked of message.args) {
      if (typeof asked !== "string") continue;
      const name = asked.toUpperCase();
      if (name === "COMMANDS") this.#sendVariables([[name, msdpCommands]], form);
      else if (name === "LISTS") this.#sendVariables([[name, lists]], form);
      else if (name === "CONFIGURABLE_VARIABLES")
        this.#sendVariables([[name, [...configurable.keys(), plugin]]], form);
      else rest.push(asked);
    }
    if (rest.length === 0) return;
    this.#remember(rest, form);
    this.#forward({ ...message, args: rest });
  }

  #remember(names: readonly string[], form: Form): void {
    this.#asked ??= new Map();
    for (const name of names) {
      if (this.#asked.size < mostAsked && name.length <= 64) this.#asked.set(variableName(name), form);
    }
  }

  #forward(message: MsdpMessage): void {
    this.#context.emit({
      type: "message",
      name: message.name,
      args: message.args,
      kwargs: message.kwargs,
      via: "msdp",
      wireName: message.wireName,
    });
  }

  #sendVariables(variables: readonly (readonly [string, JsonValue])[], form: Form | null): void {
    if (form === "msdp") this.msdp.send(variables);
    else if (form === "gmcp") this.gmcp.sendMsdp(Object.fromEntries(variables));
  }

  #preferredForVariables(): Form | null {
    if (this.#msdpOn) return "msdp";
    return this.#gmcpOn ? "gmcp" : null;
  }

  #isOn(form: Form): boolean {
    return form === "gmcp" ? this.#gmcpOn : this.#msdpOn;
  }

  #showForm(): void {
    const other = this.#msdpOn ? "msdp" : null;
    this.#context.flags.learn({ OOB: this.#gmcpOn ? "gmcp" : other });
  }
}

function option(setting: string, message: MsdpMessage): { name: string; args: []; kwargs: JsonObject } {
  return { name: "client_options", args: [], kwargs: { [setting]: message.args[0] ?? "" } };
}

/** `{"LIST": "COMMANDS"}` as the variables that MSDP itself would carry. */
function variablesOf(object: JsonObject): readonly MsdpVariable[] {
  return Object.entries(object).map(([name, value]) => ({ name, values: [msdpValue(value)] }));
}

function msdpValue(value: JsonValue): MsdpValue {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return value === null ? "" : String(value);
  if (isArray(value)) return value.map(msdpValue);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, msdpValue(item)]));
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
