import { joinBytes, utf8Bytes } from "../bytes.ts";
import { latin1Text } from "../encoding/built-in-codecs.ts";

/** A protocol that has no business on a telnet port. */
export type WrongProtocol = "tls" | "http" | "ssh";

/** What {@link FirstBytes} knows. */
export type FirstBytesResult =
  | { readonly state: "more" }
  /** It is telnet (or nothing that we know): `bytes` are all that came so far. */
  | { readonly state: "telnet"; readonly bytes: Uint8Array }
  | { readonly state: "wrong"; readonly protocol: WrongProtocol };

const tlsHandshake = Uint8Array.of(0x16, 0x03);
const ssh = utf8Bytes("SSH-");
const httpMethods = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "DELETE",
  "OPTIONS",
  "PATCH",
  "TRACE",
  "CONNECT",
  "PRI",
].map((method) => utf8Bytes(`${method} `));
const longestRequestLine = 4096;
const noBytes = new Uint8Array(0);

/**
 * Decides from the first bytes of a connection to a telnet port whether a program of another kind has called
 * (`protocols.md` §11.3). It holds bytes back only while they look like the beginning of one.
 *
 * @example
 * const first = new FirstBytes();
 * const result = first.push(chunk); // again with the next chunk while the state is "more"
 * if (result.state === "wrong") socket.end(wrongProtocolAnswer(result.protocol, "https://mud.example.org/"));
 */
export class FirstBytes {
  #bytes: Uint8Array = noBytes;

  /** Takes the next bytes of the connection. Not to be called again after `telnet` or `wrong`. Never throws. */
  push(chunk: Uint8Array): FirstBytesResult {
    this.#bytes = joinBytes([this.#bytes, chunk]);
    const bytes = this.#bytes;
    if (bytes.length === 0) return { state: "more" };
    if (begins(bytes, tlsHandshake)) return decide(bytes, tlsHandshake, "tls");
    if (begins(bytes, ssh)) return decide(bytes, ssh, "ssh");
    const method = httpMethods.find((each) => begins(bytes, each));
    if (method === undefined) return { state: "telnet", bytes };
    return bytes.length < method.length ? { state: "more" } : requestLine(bytes);
  }
}

/** Is one the beginning of the other? */
function begins(bytes: Uint8Array, prefix: Uint8Array): boolean {
  const length = Math.min(bytes.length, prefix.length);
  return bytes.subarray(0, length).every((byte, at) => byte === prefix[at]);
}

function decide(bytes: Uint8Array, prefix: Uint8Array, protocol: WrongProtocol): FirstBytesResult {
  return bytes.length < prefix.length ? { state: "more" } : { state: "wrong", protocol };
}

/** `GET LAMP` is what a player may type; only a whole request line is HTTP. */
function requestLine(bytes: Uint8Array): FirstBytesResult {
  const ends = [0x0d, 0x0a].map((byte) => bytes.indexOf(byte)).filter((at) => at !== -1);
  if (ends.length === 0 && bytes.length < longestRequestLine) return { state: "more" };
  const line = latin1Text(bytes.subarray(0, Math.min(...ends, longestRequestLine)));
  return /^[A-Z]+ \S+ HTTP\/\d/.test(line)
    ? { state: "wrong", protocol: "http" }
    : { state: "telnet", bytes };
}

/**
 * The last bytes for a caller of another protocol, in its own language; none for SSH, which has no such word.
 * `webAddress` is where a browser should go instead, null when there is no such place.
 */
export function wrongProtocolAnswer(protocol: WrongProtocol, webAddress: string | null): Uint8Array {
  switch (protocol) {
    case "tls":
      // A fatal alert: handshake_failure (RFC 8446 §6.2).
      return Uint8Array.of(0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x28);
    case "http":
      return httpAnswer(webAddress);
    case "ssh":
      return new Uint8Array(0);
  }
}

function httpAnswer(webAddress: string | null): Uint8Array {
  const where = webAddress === null ? "" : ` The web pages are at ${webAddress}`;
  const body = utf8Bytes(`This is a telnet port.${where}\n`);
  const head = [
    "HTTP/1.1 400 Bad Request",
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${body.length}`,
    "Connection: close",
  ];
  return joinBytes([utf8Bytes(`${head.join("\r\n")}\r\n\r\n`), body]);
}
