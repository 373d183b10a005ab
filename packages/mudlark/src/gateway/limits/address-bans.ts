import { matchesAddress, parseAddressPattern } from "../../base/address-pattern.ts";
import type { AddressBan } from "../../link/messages.ts";

/** Which addresses the world does not want to see; what cannot be read bans nobody. */
export class AddressBans {
  readonly #bans: readonly { readonly until: number; readonly covers: (address: string) => boolean }[];

  constructor(bans: readonly AddressBan[]) {
    this.#bans = bans.flatMap(({ address, until }) => {
      const pattern = parseAddressPattern(address);
      if (pattern === null) return [];
      return [{ until: until ?? Infinity, covers: (other: string) => matchesAddress(pattern, other) }];
    });
  }

  /** @param now milliseconds since 1970 */
  includes(address: string, now: number): boolean {
    return this.#bans.some(({ until, covers }) => until > now && covers(address));
  }
}
