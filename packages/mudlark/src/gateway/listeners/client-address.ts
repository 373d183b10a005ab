import type { IncomingHttpHeaders } from "node:http";
import { BlockList, isIP, isIPv6 } from "node:net";
import { normaliseAddress } from "../../base/ip-address.ts";

/** The addresses that proxies wrote down, the client's first; ports and what is no address are left out. */
export function forwardedAddresses(headers: IncomingHttpHeaders): readonly string[] {
  const { forwarded } = headers;
  const forwardedFor = headers["x-forwarded-for"];
  const entries =
    forwardedFor === undefined
      ? [...(forwarded ?? "").matchAll(/\bfor=(?:"([^"]*)"|([^;,\s]*))/gi)].map(([, a, b]) => a ?? b ?? "")
      : [forwardedFor].flat().join(",").split(",");
  return entries.map((entry) => addressIn(entry.trim())).filter((address) => isIP(address) !== 0);
}

/** Did the client come to the outermost proxy by TLS? */
export function isForwardedSecurely(headers: IncomingHttpHeaders): boolean {
  const claimed = headers["x-forwarded-proto"] ?? /\bproto="?(\w+)/i.exec(headers.forwarded ?? "")?.[1] ?? "";
  return [claimed].flat().join(",").split(",")[0]?.trim().toLowerCase() === "https";
}

/** `1.2.3.4`, `1.2.3.4:56`, `::1`, `[::1]`, `[::1]:56` */
function addressIn(entry: string): string {
  const bracketed = /^\[([^\]]*)\]/.exec(entry)?.[1];
  const withPort = /^([\d.]+):\d+$/.exec(entry)?.[1];
  return normaliseAddress(bracketed ?? withPort ?? entry);
}

/** Knows whose word about a client's address is believed (`protocols.md` §11.4). */
export class TrustedProxies {
  readonly #list = new BlockList();

  /** @param entries addresses and CIDR blocks; what is neither is left out */
  constructor(entries: readonly string[]) {
    for (const entry of entries) this.#add(entry);
  }

  includes(address: string): boolean {
    const normal = normaliseAddress(address);
    return isIP(normal) !== 0 && this.#list.check(normal, isIPv6(normal) ? "ipv6" : "ipv4");
  }

  /**
   * The address that limits and bans go by: from the right, the first that no trusted proxy has; if all are
   * trusted, the leftmost; without a trusted peer, the peer.
   */
  clientAddress(peer: string, forwarded: readonly string[]): string {
    if (!this.includes(peer)) return normaliseAddress(peer);
    return forwarded.findLast((address) => !this.includes(address)) ?? forwarded[0] ?? normaliseAddress(peer);
  }

  #add(entry: string): void {
    const [address = "", prefix] = entry.split("/");
    const version = isIP(address);
    if (version === 0) return;
    const family = version === 6 ? "ipv6" : "ipv4";
    const bits = prefix === undefined ? Number.NaN : Number(prefix);
    if (Number.isInteger(bits) && bits >= 0 && bits <= (version === 6 ? 128 : 32)) {
      this.#list.addSubnet(address, bits, family);
    } else if (prefix === undefined) {
      this.#list.addAddress(address, family);
    }
  }
}

/** Those whom the settings trust at this moment, which a reload may change. */
export class CurrentProxies {
  readonly #settings: () => { readonly trustedProxies: readonly string[] };
  #entries: readonly string[] = [];
  #proxies = new TrustedProxies([]);

  constructor(settings: () => { readonly trustedProxies: readonly string[] }) {
    this.#settings = settings;
  }

  get proxies(): TrustedProxies {
    const { trustedProxies } = this.#settings();
    if (this.#entries !== trustedProxies) {
      this.#entries = trustedProxies;
      this.#proxies = new TrustedProxies(trustedProxies);
    }
    return this.#proxies;
  }
}
