import type { ServerStatus } from "../gateway/control/protocol.ts";
import { askServer, NotRunning } from "./control-client.ts";

/** The status of a running server, or null when there is none. */
export async function statusOf(controlSocket: string): Promise<ServerStatus | null> {
  try {
    return (await askServer(controlSocket, "status")) as unknown as ServerStatus;
  } catch (error) {
    if (error instanceof NotRunning) return null;
    throw error;
  }
}

/** The status as lines that read well aloud: one fact each, no frames. */
export function describeStatus(status: ServerStatus): string {
  const { gateway, world } = status;
  const lines = [
    `${status.game} is running (Mudlark ${status.version}).`,
    `Sessions: ${status.sessions}, of which ${status.players} logged in`,
    `Uptime: ${duration(status.uptime)}`,
    `Gateway: process ${gateway.pid}, ${Math.round(gateway.rssBytes / 1024 / 1024)} MiB`,
    `World: ${world.pid === null ? "none" : `process ${world.pid}`}, ${world.state}`,
    ...status.telnet.map((address) => `Telnet: ${address}`),
    ...status.telnetTls.map((address) => `Telnet over TLS: ${address}`),
    ...status.ssh.map((address) => `SSH: ${address}`),
    ...(status.web === null ? [] : [`Web: ${status.web}`]),
  ];
  return lines.join("\n");
}

/** Seconds in words: the two largest units. */
function duration(seconds: number): string {
  const units: readonly (readonly [size: number, name: string])[] = [
    [86_400, "day"],
    [3600, "hour"],
    [60, "minute"],
    [1, "second"],
  ];
  let rest = Math.floor(seconds);
  const parts: string[] = [];
  for (const [size, name] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? "" : "s"}`);
  }
  return parts.slice(0, 2).join(", ") || "0 seconds";
}
