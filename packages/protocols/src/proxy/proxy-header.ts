import { joinBytes } from "../bytes.ts";
import { latin1Text } from "../encoding/built-in-codecs.ts";
import { formatAddress, parseIpv4, parseIpv6 } from "./ip-address.ts";

/** Where a proxied connection really comes from. */
export interface ProxiedPeer {
  /** IPv4 or short IPv6. */
  readonly address: string;
  /** On the client's machine. */
  readonly port: number;
}

/** What a {@link ProxyHeader} knows after some bytes. */
export type ProxyHeaderResult =
  | { readonly state: "more" }
  /** This is no PROXY header: close the connection without a byte. */
  | { readonly state: "bad" }
  /** `peer` is null when the address of the connection itself counts. `rest` are the client's own bytes. */
  | { readonly state: "done"; readonly peer: ProxiedPeer | null; readonly rest: Uint8Array };

const signature = Uint8Array.of(0x0d, 0x0a, 0x0d, 0x0a, 0, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a);
const v2HeaderBytes = 16;
const longestV2Rest = 2048;
const longestV1 = 107;
const v1Prefix = Uint8Array.from("PROXY ", (character) => character.charCodeAt(0));
const newline = 0x0a;

const local = 0x20;
const proxied = 0x21;
const unspecified = 0x00;
const tcp4 = 0x11;
const tcp6 = 0x21;

/**
 * Reads the header of the PROXY protocol, version 1 or 2, from the first bytes of a connection (`protocols.md` §11.4).
 * To be used only on ports where a proxy must send one, and only for peers that are trusted.
 *
 * @example
 * const header = new ProxyHeader();
 * const result = header.push(chunk); // again with the next chunk while the state is "more"
 * if (result.state === "done") serve(result.peer?.address ?? socket.remoteAddress, result.rest);
 */
export class ProxyHeader {
  #bytes: Uint8Array = new Uint8Array(0);

  /** Takes the next bytes of the connection. Not to be called again after `bad` or `done`. Never throws. */
  push(chunk: Uint8Array): ProxyHeaderResult {
    this.#bytes = joinBytes([this.#bytes, chunk]);
    if (startsLike(this.#bytes, signature)) return readV2(this.#bytes);
    if (startsLike(this.#bytes, v1Prefix)) return readV1(this.#bytes);
    return { state: "bad" };
  }
}

function startsLike(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return bytes.subarray(0, prefix.length).every((byte, at) => byte === prefix[at]);
}

function readV1(bytes: Uint8Array): ProxyHeaderResult {
  const end = bytes.subarray(0, longestV1).indexOf(newline);
  if (end === -1) return { state: bytes.length < longestV1 ? "more" : "bad" };
  const line = latin1Text(bytes.subarray(0, end));
  if (!line.endsWith("\r")) return { state: "bad" };
  const rest = bytes.slice(end + 1);
  const words = line.slice(0, -1).split(" ");
  if (words[1] === "UNKNOWN") return { state: "done", peer: null, rest };
  const peer = words.length === 6 ? v1Peer(words) : null;
  return peer === null ? { state: "bad" } : { state: "done", peer, rest };
}

function v1Peer(words: readonly string[]): ProxiedPeer | null {
  const [, family, source = "", destination = "", sourcePort = "", destinationPort = ""] = words;
  if (family !== "TCP4" && family !== "TCP6") return null;
  const parse = family === "TCP4" ? parseIpv4 : parseIpv6;
  const address = parse(source);
  const ports = [sourcePort, destinationPort];
  const valid = ports.every((port) => /^(0|[1-9]\d{0,4})$/.test(port) && Number(port) < 65_536);
  if (address === null || parse(destination) === null || !valid) return null;
  return { address: formatAddress(address), port: Number(sourcePort) };
}

function readV2(bytes: Uint8Array): ProxyHeaderResult {
  const [kind, family, lengthHigh, lengthLow] = bytes.subarray(signature.length);
  if (kind !== undefined && kind !== local && kind !== proxied) return { state: "bad" };
  if (family === undefined || lengthHigh === undefined || lengthLow === undefined) return { state: "more" };
  const length = lengthHigh * 256 + lengthLow;
  if (length > longestV2Rest) return { state: "bad" };
  const end = v2HeaderBytes + length;
  if (bytes.length < end) return { state: "more" };
  const rest = bytes.slice(end);
  if (kind === local || family === unspecified) return { state: "done", peer: null, rest };
  const peer = v2Peer(family, bytes.subarray(v2HeaderBytes, end));
  return peer === null ? { state: "bad" } : { state: "done", peer, rest };
}

/** Source and destination address, then their ports; what follows is for others. */
function v2Peer(family: number, block: Uint8Array): ProxiedPeer | null {
  const size = addressBytes(family);
  if (size === null || block.length < size * 2 + 4) return null;
  const [portHigh = 0, portLow = 0] = block.subarray(size * 2);
  return { address: formatAddress(block.subarray(0, size)), port: portHigh * 256 + portLow };
}

function addressBytes(family: number): number | null {
  if (family === tcp4) return 4;
  return family === tcp6 ? 16 : null;
}
