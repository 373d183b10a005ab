import { Charset } from "./options/charset.ts";
import { EndOfRecord } from "./options/end-of-record.ts";
import { Mccp2 } from "./options/mccp2.ts";
import { Mccp3 } from "./options/mccp3.ts";
import { MsspOption } from "./options/mssp-option.ts";
import { MxpOption } from "./options/mxp-option.ts";
import { NewEnviron } from "./options/new-environ.ts";
import { SuppressGoAhead } from "./options/suppress-go-ahead.ts";
import { TerminalType } from "./options/terminal-type.ts";
import { WindowSize } from "./options/window-size.ts";
import { OutOfBand } from "./out-of-band.ts";
import type { OptionContext, TelnetOption } from "./options/telnet-option.ts";
import type { Outbox } from "./outbox.ts";
import type { TelnetFeatures, TelnetServerOptions } from "./telnet-server-options.ts";

/** What the options need of the connection that serves them. */
export interface ServedBy {
  readonly context: OptionContext;
  readonly outbox: Outbox;
  readonly size: { readonly columns: number; readonly lines: number };
  readonly isLoggedIn: () => boolean;
  /** The bytes after the present one are compressed. */
  readonly onCompressedInput: () => void;
}

/** The options of telnet that one connection serves, by the features that are switched on. */
export class ServedOptions {
  readonly terminalType: TerminalType | null;
  readonly windowSize: WindowSize | null;
  readonly newEnviron: NewEnviron | null;
  readonly mssp: MsspOption | null;
  readonly mxp: MxpOption | null;
  readonly mccp3: Mccp3 | null;
  readonly outOfBand: OutOfBand;
  /** In the order of the opening block (`protocols.md` §4.1): compression last. */
  readonly all: readonly TelnetOption[];

  constructor(options: TelnetServerOptions, by: ServedBy) {
    const { context } = by;
    const has = (feature: keyof TelnetFeatures): boolean => options.features?.[feature] ?? true;
    const compresses = !options.secure || (options.compressOverTls ?? false);
    const { createDeflater, createInflater } = options;

    const windowSize = has("naws") ? new WindowSize(context, by.size) : null;
    this.windowSize = windowSize;
    this.terminalType = has("ttype") ? new TerminalType(context) : null;
    this.newEnviron = has("newEnviron")
      ? new NewEnviron(context, {
          trustAddress: options.trustEnvironAddress ?? false,
          wordWrap: (columns) => windowSize?.wordWrap(columns),
        })
      : null;
    this.outOfBand = new OutOfBand(context, {
      charLogin: options.charLogin ?? 0,
      signIn: options.signIn ?? { provider: null, page: false },
      isSecure: options.secure ?? false,
      isLoggedIn: by.isLoggedIn,
    });
    this.mssp = has("mssp") ? new MsspOption(context) : null;
    this.mxp = has("mxp") ? new MxpOption(context) : null;
    this.mccp3 =
      compresses && createInflater !== undefined
        ? new Mccp3(context, createInflater, by.onCompressedInput)
        : null;
    this.all = [
      this.terminalType,
      this.windowSize,
      this.newEnviron,
      has("charset") ? new Charset(context) : null,
      has("eor") ? new EndOfRecord(context) : null,
      has("gmcp") ? this.outOfBand.gmcp : null,
      has("msdp") ? this.outOfBand.msdp : null,
      this.mssp,
      this.mxp,
      new SuppressGoAhead(),
      compresses && createDeflater !== undefined ? new Mccp2(context, by.outbox, createDeflater) : null,
      this.mccp3,
    ].filter((served) => served !== null);
  }

  /** The option of that code, if we serve it. */
  withCode(code: number): TelnetOption | undefined {
    return this.all.find((served) => served.code === code);
  }

  /** Has the client said what the login screen depends on (`protocols.md` §4.4)? */
  get settled(): boolean {
    return [this.terminalType, this.newEnviron, this.windowSize].every(
      (asked) => asked === null || asked.settled,
    );
  }
}
