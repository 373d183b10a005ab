import { parseMtts } from "../mtts.ts";
import { option } from "../telnet-codes.ts";
import { parseEnviron } from "./environ-payload.ts";
import type { ClientFlagsPatch } from "../client-flags.ts";
import type { StatedAbilities } from "../client-identity.ts";
import type { Side } from "../negotiation.ts";
import type { EnvironVariable } from "./environ-payload.ts";
import type { OptionContext, TelnetOption } from "./telnet-option.ts";

const is = 0;
const info = 2;
const askForVariables = Uint8Array.of(1, 0);
const askForUserVariables = Uint8Array.of(1, 3);
const mostKept = 64;
const noVariables: ReadonlyMap<string, string> = new Map();

/** The client's environment (RFC 1572) and MNES (`protocols.md` §5.3). */
export class NewEnviron implements TelnetOption {
  readonly code = option.NEW_ENVIRON;
  readonly maxPayload = 8192;
  readonly #context: OptionContext;
  readonly #trustAddress: boolean;
  readonly #wordWrap: (columns: number) => void;
  #kept: Map<string, string> | null = null;
  #settled = false;

  constructor(
    context: OptionContext,
    options: { readonly trustAddress: boolean; readonly wordWrap: (columns: number) => void },
  ) {
    this.#context = context;
    this.#trustAddress = options.trustAddress;
    this.#wordWrap = options.wordWrap;
  }

  /** Has the client answered, or refused? */
  get settled(): boolean {
    return this.#settled;
  }

  /** Variables that are no flags. */
  get variables(): ReadonlyMap<string, string> {
    return this.#kept ?? noVariables;
  }

  accepts(side: Side): boolean {
    return side === "remote";
  }

  enabled(): void {
    // Two requests, because some clients answer only the first and some have all they know behind the second.
    this.#context.answer(this.code, askForVariables);
    this.#context.answer(this.code, askForUserVariables);
  }

  disabled(): void {
    this.#settled = true;
  }

  subnegotiation(payload: Uint8Array): void {
    const kind = payload[0];
    if (kind !== is && kind !== info) return;
    this.#settled = true;
    const rest: Record<string, string | null> = Object.create(null);
    let changed = false;
    for (const variable of parseEnviron(payload.subarray(1))) {
      if (this.#use(variable) || !this.#keep(variable)) continue;
      rest[variable.name] = variable.value;
      changed = true;
    }
    if (changed) this.#context.emit({ type: "environ", patch: { ...rest } });
  }

  /** True: the variable is one of those that become flags, or one that nobody shall see. */
  #use(variable: EnvironVariable): boolean {
    const name = variable.name.toUpperCase();
    // PuTTY sends the name of the local account here, unasked.
    if (name === "USER") return true;
    if (name === "IPADDRESS") return !this.#trustAddress;
    const value = variable.value?.trim();
    const abilities = value === undefined ? null : statedAbilities(name, value);
    const links = value === undefined ? null : linkFlags(name, value);
    if (abilities !== null) this.#context.identity.states(abilities);
    else if (links !== null) this.#context.flags.learn(links);
    else if (value === undefined || !this.#describe(name, value)) return false;
    return true;
  }

  #describe(name: string, value: string): boolean {
    const { identity, encoding } = this.#context;
    switch (name) {
      case "CLIENT_NAME":
        identity.named(value);
        return true;
      case "CLIENT_VERSION":
        identity.named("", value);
        return true;
      case "TERMINAL_TYPE":
        identity.terminal(value);
        return true;
      case "MTTS": {
        const bits = parseMtts(`MTTS ${value}`);
        if (bits !== null) identity.mtts(bits);
        return true;
      }
      case "CHARSET":
        encoding.use(value, "environ");
        identity.encodingChanged();
        return true;
      case "WORD_WRAP":
        if (/^\d{1,4}$/.test(value) && Number(value) > 0) this.#wordWrap(Number(value));
        return true;
      default:
        return false;
    }
  }

  #keep({ name, value }: EnvironVariable): boolean {
    if (value === null) return this.#kept?.delete(name) ?? false;
    this.#kept ??= new Map();
    if (this.#kept.get(name) === value) return false;
    if (!this.#kept.has(name) && this.#kept.size >= mostKept) return false;
    this.#kept.set(name, value);
    return true;
  }
}

function statedAbilities(name: string, value: string): StatedAbilities | null {
  const yes = isYes(value);
  if (yes === null) return null;
  switch (name) {
    case "ANSI":
      return { ansi: yes };
    case "256_COLORS":
      return { xterm256: yes };
    case "TRUECOLOR":
      return { trueColour: yes };
    case "SCREEN_READER":
      return { screenReader: yes };
    case "UTF-8":
      return { utf8: yes };
    default:
      return null;
  }
}

function linkFlags(name: string, value: string): ClientFlagsPatch | null {
  const yes = isYes(value);
  if (yes === null) return null;
  switch (name) {
    case "OSC_HYPERLINKS":
      return { OSC8: yes };
    case "OSC_HYPERLINKS_SEND":
      return { OSC8_SEND: yes };
    case "OSC_HYPERLINKS_PROMPT":
      return { OSC8_PROMPT: yes };
    default:
      return null;
  }
}

function isYes(value: string): boolean | null {
  if (value === "1") return true;
  return value === "0" ? false : null;
}
