import { msdpCommands, messagesOfMsdp, variableName } from "./msdp-message.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { MsdpMessage } from "./msdp-message.ts";
import type { MsdpValue, MsdpVariable } from "./msdp-codec.ts";

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

/** What the requests of one client lead to. */
export interface MsdpRequestsOptions<Form> {
  /** Answers in the form in which the client asked. */
  readonly answer: (variables: readonly (readonly [string, JsonValue])[], form: Form) => void;
  /** Somebody else has to deal with it. */
  readonly forward: (message: MsdpMessage) => void;
}

/**
 * What a client asks in MSDP, in whichever form that comes: lists that are the same for everybody are answered, and it is
 * kept in which form each variable was asked for (`protocols.md` §7, §8).
 */
export class MsdpRequests<Form> {
  readonly #options: MsdpRequestsOptions<Form>;
  /** Variables that the client asked for, and in which form it asked. */
  #asked: Map<string, Form> | null = null;

  constructor(options: MsdpRequestsOptions<Form>) {
    this.#options = options;
  }

  /** In which form the client asked for the variable of that message; undefined when it did not. */
  formOf(messageName: string): Form | undefined {
    return this.#asked?.get(variableName(messageName));
  }

  receive(variables: readonly MsdpVariable[], form: Form): void {
    for (const message of messagesOfMsdp(variables)) {
      const variable = variableName(message.wireName);
      const setting = configurable.get(variable);
      if (message.name === "msdp_list") this.#list(message, form);
      else if (setting !== undefined) this.#options.forward({ ...message, ...option(setting, message) });
      else if (variable !== plugin) this.#request(message, form);
    }
  }

  /** The same in the form of GMCP: `{"LIST": "COMMANDS"}`. */
  receiveObject(object: JsonObject, form: Form): void {
    this.receive(
      Object.entries(object).map(([name, value]) => ({ name, values: [msdpValue(value)] })),
      form,
    );
  }

  #request(message: MsdpMessage, form: Form): void {
    const names = message.args.filter((name) => typeof name === "string");
    if (message.name === "msdp_send" || message.name === "msdp_report") this.#remember(names, form);
    this.#options.forward(message);
  }

  /** Answers lists that are the same for everybody; the others are for those who know the variables. */
  #list(message: MsdpMessage, form: Form): void {
    const { answer, forward } = this.#options;
    const rest: string[] = [];
    for (const asked of message.args) {
      if (typeof asked !== "string") continue;
      const name = asked.toUpperCase();
      if (name === "COMMANDS") answer([[name, msdpCommands]], form);
      else if (name === "LISTS") answer([[name, lists]], form);
      else if (name === "CONFIGURABLE_VARIABLES") answer([[name, [...configurable.keys(), plugin]]], form);
      else rest.push(asked);
    }
    if (rest.length === 0) return;
    this.#remember(rest, form);
    forward({ ...message, args: rest });
  }

  #remember(names: readonly string[], form: Form): void {
    this.#asked ??= new Map();
    for (const name of names) {
      if (this.#asked.size < mostAsked && name.length <= 64) this.#asked.set(variableName(name), form);
    }
  }
}

function option(setting: string, message: MsdpMessage): { name: string; args: []; kwargs: JsonObject } {
  return { name: "client_options", args: [], kwargs: { [setting]: message.args[0] ?? "" } };
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
