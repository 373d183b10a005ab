import type { ClientFlags } from "../link/session-state.ts";
import type { Wire } from "./wire.ts";

/** Stands for the wire of a client that is gone, while its session is kept: everything it is sent is lost. */
export class AbsentWire implements Wire {
  readonly protocolKey: string;
  readonly resumption = null;
  readonly unsentBytes = 0;
  #flags: ClientFlags;

  constructor({ protocolKey, flags }: Pick<Wire, "protocolKey" | "flags">) {
    this.protocolKey = protocolKey;
    this.#flags = flags;
  }

  get flags(): ClientFlags {
    return this.#flags;
  }

  setFlags(patch: ClientFlags): ClientFlags {
    this.#flags = { ...this.#flags, ...patch };
    return patch;
  }

  start(): void {}
  sendText(): void {}
  sendCommand(): boolean {
    return false;
  }
  hideInput(): void {}
  showInput(): void {}
  setLoggedIn(): void {}
  close(): void {}
}
