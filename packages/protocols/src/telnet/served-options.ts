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
import { option } from "./telnet-codes.ts";
import type { TelnetOption } from "./options/telnet-option.ts";
import type { TelnetClient } from "./telnet-client.ts";

/** The options of telnet that one connection serves, by the features that are switched on. */
export class ServedOptions {
  readonly terminalType: TerminalType | null;
  readonly windowSize: WindowSize | null;
  readonly newEnviron: NewEnviron | null;
  readonly mssp: MsspOption | null;
  readonly mxp: MxpOption | null;
  readonly mccp3: Mccp3 | null;
  readonly outOfBand: OutOfBand;
  readonly all: readonly TelnetOption[];

  /** @param onCompressedInput called when the bytes after the present one are compressed */
  constructor(client: TelnetClient, onCompressedInput: () => void) {
    const { service } = client;
    const { createDeflater, createInflater, ...options } = service.options;

    const windowSize = service.serves(option.NAWS)
      ? new WindowSize(client, { columns: service.width, lines: service.height })
      : null;
    this.windowSize = windowSize;
    this.terminalType = service.serves(option.TTYPE) ? new TerminalType(client) : null;
    this.newEnviron = service.serves(option.NEW_ENVIRON)
      ? new NewEnviron(client, {
          trustAddress: options.trustEnvironAddress ?? false,
          wordWrap: (columns) => windowSize?.wordWrap(columns),
        })
      : null;
    this.outOfBand = new OutOfBand(client, {
      charLogin: options.charLogin ?? 0,
      signIn: options.signIn ?? { provider: null, page: false },
      isSecure: options.secure ?? false,
      isLoggedIn: () => client.isLoggedIn,
    });
    this.mssp = service.serves(option.MSSP) ? new MsspOption(client) : null;
    this.mxp = service.serves(option.MXP) ? new MxpOption(client) : null;
    this.mccp3 =
      createInflater !== undefined && service.serves(option.MCCP3)
        ? new Mccp3(client, createInflater, onCompressedInput)
        : null;
    this.all = [
      this.terminalType,
      this.windowSize,
      this.newEnviron,
      service.serves(option.CHARSET) ? new Charset(client) : null,
      service.serves(option.EOR) ? new EndOfRecord(client) : null,
      service.serves(option.GMCP) ? this.outOfBand.gmcp : null,
      service.serves(option.MSDP) ? this.outOfBand.msdp : null,
      this.mssp,
      this.mxp,
      new SuppressGoAhead(),
      createDeflater !== undefined && service.serves(option.MCCP2)
        ? new Mccp2(client, client.outbox, createDeflater)
        : null,
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
