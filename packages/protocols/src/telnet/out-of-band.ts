import { bridgedVariables, variablesOfMessage } from "../oob/msdp-message.ts";
import { packageNameOf } from "../oob/gmcp-codec.ts";
import { MsdpRequests } from "../oob/msdp-requests.ts";
import { GmcpOption, type GmcpOptions } from "./options/gmcp-option.ts";
import { MsdpOption } from "./options/msdp-option.ts";
import type { JsonValue } from "../json.ts";
import type { MsdpMessage } from "../oob/msdp-message.ts";
import type { OobMessage } from "../oob/oob-message.ts";
import type { OptionContext } from "./options/telnet-option.ts";

type Form = "gmcp" | "msdp";

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
  readonly #requests: MsdpRequests<Form>;

  constructor(context: OptionContext, options: Omit<GmcpOptions, "onChange" | "onMsdp">) {
    this.#context = context;
    this.#requests = new MsdpRequests<Form>({
      answer: (variables, form) => this.#sendVariables(variables, form),
      forward: (message) => this.#forward(message),
    });
    this.gmcp = new GmcpOption(context, {
      ...options,
      onChange: (on) => {
        this.#gmcpOn = on;
        this.#showForm();
      },
      onMsdp: (variables) => this.#requests.receiveObject(variables, "gmcp"),
    });
    this.msdp = new MsdpOption(context, {
      onChange: (on) => {
        this.#msdpOn = on;
        this.#showForm();
      },
      onVariables: (variables) => this.#requests.receive(variables, "msdp"),
    });
  }

  /** Sends a message in the form that the client takes. False when it takes none, or does not want to know. */
  send(message: OobMessage, isAnswer: boolean): boolean {
    const asked = this.#requests.formOf(message.name);
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
