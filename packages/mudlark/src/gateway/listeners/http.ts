import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";
import { WebSocketServer } from "ws";
import type { Clock } from "../../base/clock.ts";
import { MudlarkError, messageOf } from "../../base/errors.ts";
import type { JsonObject } from "../../base/json.ts";
import type { RequestOrigin } from "../site/forwarded-headers.ts";
import type { WebSocketClient } from "../wires/websocket-line.ts";
import type { GatewaySettings } from "../../link/messages.ts";
import { boundHandshakes } from "../tls/bounded-handshakes.ts";
import { sendToHttps } from "../tls/send-to-https.ts";
import { oldestTls } from "../tls/certificate.ts";
import { handshakeMs } from "../tls/tls-handshakes.ts";
import type { WatchedCertificate } from "../tls/watched-certificate.ts";
import { CurrentProxies, forwardedAddresses, isForwardedSecurely } from "./client-address.ts";
import { answerOffer, type WebSocketAnswer, type WebSocketPolicy } from "./web-socket-offer.ts";

export interface HttpOptions {
  readonly clock: Clock;
  readonly host: string;
  readonly port: number;
  /** Null for plain HTTP. */
  readonly certificate: WatchedCertificate | null;
  readonly settings: () => Pick<GatewaySettings, "trustedProxies" | "connectionsPerIp" | "hsts">;
  readonly webSockets: () => WebSocketPolicy;
  readonly isServing: () => boolean;
  /** What everybody may know, for `/api/status`. */
  readonly publicStatus: () => JsonObject;
  /** A new client; what becomes of it is not this listener's business. */
  readonly accept: (client: WebSocketClient) => void;
  /** Answers what is not the gateway's own: the world's pages (design §2). */
  readonly forward: (request: IncomingMessage, response: ServerResponse, origin: RequestOrigin) => void;
}

export interface HttpListener {
  /** The port that was given when 0 was asked for. */
  readonly port: number;
  /** Stops listening. WebSockets stay open: they belong to their sessions. */
  close(): void;
}

/** How long clients may take, in milliseconds. */
const timing = {
  headersTimeout: 3000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1000,
  keepAlive: true,
  keepAliveInitialDelay: 60_000,
};
/** A frame larger than any line (`protocols.md` §13). */
const mostFrameBytes = 64 * 1024;

/**
 * The web's door: the gateway's own pages and `/ws`, all on one port.
 *
 * @throws MudlarkError LISTEN_FAILED when the port cannot be opened
 */
export async function listenHttp(options: HttpOptions): Promise<HttpListener> {
  const { certificate, settings } = options;
  const origins = new Origins(settings);
  const server = certificate === null ? createServer(timing) : secureServer(certificate);
  if (certificate !== null) {
    sendToHttps(server, options.clock);
    boundHandshakes(server, (peer) => (origins.isProxy(peer) ? 0 : settings().connectionsPerIp));
  }
  server.on("request", (request, response) => {
    if (certificate !== null) {
      response.setHeader("strict-transport-security", `max-age=${settings().hsts}`);
    }
    const page = ownPage(pathOf(request), options);
    if (page === null) options.forward(request, response, origins.of(request));
    else answer(request, response, page);
  });
  const door = new WebSocketDoor(options, origins);
  server.on("upgrade", (request, socket, head) => door.knock(request, socket, head));
  await open(server, options);
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Takes each new certificate for those who come then, and disconnects nobody. */
function secureServer(certificate: WatchedCertificate): Server {
  const server = createSecureServer({ ...timing, minVersion: oldestTls, handshakeTimeout: handshakeMs });
  certificate.use(({ cert, key }) => server.setSecureContext({ cert, key, minVersion: oldestTls }));
  return server;
}

/** Where requests come from, as far as trusted proxies say. */
class Origins {
  readonly #trusted: CurrentProxies;

  constructor(settings: HttpOptions["settings"]) {
    this.#trusted = new CurrentProxies(settings);
  }

  isProxy(peer: string): boolean {
    return this.#trusted.proxies.includes(peer);
  }

  of({ socket, headers }: IncomingMessage): RequestOrigin {
    const { proxies } = this.#trusted;
    const peer = socket.remoteAddress ?? "";
    return {
      address: proxies.clientAddress(peer, forwardedAddresses(headers)),
      secure: socket instanceof TLSSocket || (isForwardedSecurely(headers) && proxies.includes(peer)),
    };
  }
}

/** Which clients become WebSockets, and what the others are told. */
class WebSocketDoor {
  /** The subprotocol that was agreed on. */
  readonly #chosen = new WeakMap<IncomingMessage, string>();
  readonly #options: HttpOptions;
  readonly #origins: Origins;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: mostFrameBytes,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: (_offered, request) => this.#chosen.get(request) ?? false,
  });

  constructor(options: HttpOptions, origins: Origins) {
    this.#options = options;
    this.#origins = origins;
  }

  knock(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    if (pathOf(request) !== "/ws") return refuse(socket, 404, "There is nothing here.\n");
    const answer = this.#answer(request);
    if (!answer.accepted) return refuse(socket, answer.status, answer.body);
    const { subprotocol } = answer;
    this.#chosen.set(request, subprotocol);
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      this.#options.accept({ webSocket, socket, subprotocol, ...this.#origins.of(request) });
    });
  }

  #answer({ headers }: IncomingMessage): WebSocketAnswer {
    const offer = {
      subprotocols: headers["sec-websocket-protocol"],
      origin: headers.origin,
      host: headers.host,
    };
    return answerOffer(offer, this.#options.webSockets());
  }
}

interface Page {
  readonly status: number;
  readonly type: "text/plain; charset=utf-8" | "application/json";
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function answer(request: IncomingMessage, response: ServerResponse, own: Page): void {
  request.resume();
  const isRead = request.method === "GET" || request.method === "HEAD";
  const { status, type, body, headers } = isRead ? own : onlyRead;
  response.writeHead(status, {
    "content-type": type,
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...headers,
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

const onlyRead: Page = {
  status: 405,
  type: "text/plain; charset=utf-8",
  body: "Only GET and HEAD work here.\n",
  headers: { allow: "GET, HEAD" },
};

/** The pages that are the gateway's own. */
function ownPage(path: string, options: HttpOptions): Page | null {
  switch (path) {
    case "/healthz":
      return plain(200, "ok\n");
    case "/readyz": {
      const ready = options.isServing();
      return json(ready ? 200 : 503, { ready, reasons: ready ? [] : ["world"] });
    }
    case "/api/status":
      return { ...json(200, options.publicStatus()), headers: { "access-control-allow-origin": "*" } };
    default:
      return null;
  }
}

function plain(status: number, body: string): Page {
  return { status, type: "text/plain; charset=utf-8", body };
}

function json(status: number, value: JsonObject): Page {
  return { status, type: "application/json", body: `${JSON.stringify(value)}\n` };
}

function pathOf({ url = "/" }: IncomingMessage): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}

const statusWords: Readonly<Record<number, string>> = {
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
};

function refuse(socket: Duplex, status: 400 | 403 | 404, body: string): void {
  socket.end(
    `HTTP/1.1 ${status} ${statusWords[status]}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** A machine without IPv6 has no `::`; every IPv4 address is what was meant then. */
async function open(server: Server, { host, port }: HttpOptions): Promise<void> {
  try {
    await listen(server, host, port).catch((error: unknown) => {
      const { code } = error as NodeJS.ErrnoException;
      if (host === "::" && (code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT")) {
        return listen(server, "0.0.0.0", port);
      }
      throw error;
    });
  } catch (cause) {
    const message = `cannot listen for browsers on port ${port}: ${messageOf(cause)}`;
    throw new MudlarkError("LISTEN_FAILED", message, { cause });
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
