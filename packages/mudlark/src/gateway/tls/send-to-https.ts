import { FirstBytes } from "@mudlark/protocols";
import type { Server, Socket } from "node:net";
import type { Clock } from "../../base/clock.ts";
import { peekBytes } from "../listeners/peek-bytes.ts";
import { handshakeMs } from "./tls-handshakes.ts";

/** The first byte of a TLS handshake (RFC 8446 §5.1). */
const tlsHandshake = 0x16;
/** How long a client may take to read where to go. */
const lingerMs = 5000;

/**
 * Sends browsers that come to a server for HTTPS without encryption to its encrypted address. To be called before
 * anybody else listens to the server's connections: what follows hears of them at once, handshakes wait for the first
 * byte.
 */
export function sendToHttps(server: Server, clock: Clock): void {
  const shakeHands = server.listeners("connection");
  server.removeAllListeners("connection");
  const greet = async (socket: Socket): Promise<void> => {
    socket.on("error", () => {});
    const bytes = await peekBytes(socket, clock, handshakeMs);
    if (bytes === null) return void socket.destroy();
    if (bytes[0] !== tlsHandshake) return answerPlain(socket, bytes, clock);
    for (const shake of shakeHands) shake.call(server, socket);
  };
  server.on("connection", (socket: Socket) => void greet(socket));
}

function answerPlain(socket: Socket, bytes: Uint8Array, clock: Clock): void {
  const request = new FirstBytes().push(bytes);
  if (request.state !== "wrong" || request.protocol !== "http") return void socket.destroy();
  // What is not read would make the system forget the words, too.
  socket.resume();
  socket.end(answerTo(Buffer.from(bytes).toString("latin1")));
  clock.after(lingerMs, () => socket.destroy());
}

/** To the same place by HTTPS when the request says which that is; it is not remembered, as the port may change. */
function answerTo(request: string): string {
  const place = /^[A-Z]+ (\/[!-~]*) HTTP\//.exec(request)?.[1];
  const host = /\r?\nhost:[ \t]*([\w.:[\]-]{1,255})[ \t]*\r?\n/i.exec(request)?.[1];
  const isKnown = place !== undefined && host !== undefined;
  const body = "This port speaks HTTPS only: write https:// in front of its address.\n";
  const head = [
    isKnown ? "HTTP/1.1 307 Temporary Redirect" : "HTTP/1.1 400 Bad Request",
    ...(isKnown ? [`Location: https://${host}${place}`] : []),
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${body.length}`,
    "Connection: close",
  ];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}
