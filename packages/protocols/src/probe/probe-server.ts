import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { ClientPart } from "./client-part.ts";
import { interview } from "./interview.ts";
import { makeReport, type Report } from "./report.ts";

export interface ProbeServerOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly longestMs: number;
  readonly quietMs: number;
  readonly now: () => number;
  /** Of this program. */
  readonly version: string;
}

/** Calls a server, and hears what it negotiates. @throws Error when it cannot be reached */
export async function probeServer(options: ProbeServerOptions): Promise<Report> {
  const { host, port, tls, longestMs, quietMs, now, version } = options;
  const socket = await open(options);
  const part = new ClientPart(version);
  const transcript = await interview({ socket, part, now, quietMs, longestMs });
  return makeReport({ probed: "server", address: `${host}:${port}`, tls, flags: {}, transcript });
}

function open({ host, port, tls, longestMs }: ProbeServerOptions): Promise<Socket> {
  // Whoever probes a server does not trust it with anything.
  const socket = tls ? connectTls({ host, port, rejectUnauthorized: false }) : connect({ host, port });
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => {
      socket.destroy();
      reject(new Error("it did not answer in time"));
    }, longestMs);
    socket.once("error", (error) => (clearTimeout(patience), reject(error)));
    socket.once(tls ? "secureConnect" : "connect", () => (clearTimeout(patience), resolve(socket)));
  });
}
