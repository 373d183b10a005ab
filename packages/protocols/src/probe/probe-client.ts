import { createServer, type Socket } from "node:net";
import { interview } from "./interview.ts";
import { makeReport, type Report } from "./report.ts";
import { ServerPart } from "./server-part.ts";

export interface ProbeClientOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** For a client to come, and then for it to talk. */
  readonly longestMs: number;
  readonly quietMs: number;
  readonly now: () => number;
  /** It listens there now. */
  readonly onListening: (address: string) => void;
}

/** Waits for one client, and hears what it negotiates. @throws Error when the port is taken or nobody came */
export async function probeClient(options: ProbeClientOptions): Promise<Report> {
  const { longestMs, quietMs, now } = options;
  const socket = await nextCaller(options);
  const address = `${socket.remoteAddress}:${socket.remotePort}`;
  const part = new ServerPart(now);
  const transcript = await interview({ socket, part, now, quietMs, longestMs });
  return makeReport({ probed: "client", address, tls: false, flags: { ...part.flags }, transcript });
}

function nextCaller({ host, port, longestMs, onListening }: ProbeClientOptions): Promise<Socket> {
  const server = createServer({ noDelay: true });
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => {
      server.close();
      reject(new Error("nobody came"));
    }, longestMs);
    server.once("error", (error) => (clearTimeout(patience), reject(error)));
    server.once("connection", (socket: Socket) => {
      clearTimeout(patience);
      server.close();
      resolve(socket);
    });
    server.listen({ host, port }, () => {
      const bound = server.address();
      if (bound !== null && typeof bound === "object") onListening(`${bound.address}:${bound.port}`);
    });
  });
}
