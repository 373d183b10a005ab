import { addressGroup } from "../../base/ip-address.ts";
import { AddressCount } from "./address-count.ts";

/** So many may be on their way in at a time, whoever they are. */
const mostInside = 1024;

/**
 * Counts connections that have not shown yet what they are: whose handshake or first bytes are waited for. They are
 * cheap to open and cost something to keep, so there is an end to them.
 */
export class Vestibule {
  readonly #addresses = new AddressCount();
  #inside = 0;

  /**
   * Lets one more in, and gives what has to be called when it has gone on or away; null when there is no room.
   *
   * @param mostPerAddress 0 or less for any number, such as for a proxy that calls for many
   */
  enter(address: string, mostPerAddress: number): (() => void) | null {
    const group = addressGroup(address);
    if (this.#inside >= mostInside || !this.#addresses.hasRoom(group, mostPerAddress)) return null;
    this.#inside++;
    this.#addresses.enter(group);
    return () => {
      this.#inside--;
      this.#addresses.leave(group);
    };
  }
}
