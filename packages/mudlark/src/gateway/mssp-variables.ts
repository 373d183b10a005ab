import type { MsspVariables } from "@mudlark/protocols";
import type { ResolvedConfig } from "../config/schema.ts";
import type { WorldCounts } from "../link/messages.ts";

/** What changes while the server runs. */
export interface MsspNumbers {
  readonly players: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Port numbers of plain telnet. */
  readonly ports: readonly number[];
  /** Port number of telnet over TLS; null when there is none. */
  readonly tlsPort: number | null;
  /** Port number of SSH; null when there is none. */
  readonly sshPort: number | null;
  /** Address of the WebSocket; null when there is none. */
  readonly webSocket: string | null;
  /** Null while no world has told. */
  readonly counts: WorldCounts | null;
  readonly version: string;
}

/** The game as listings of games want to know it (`protocols.md` §6.1). */
export function msspVariables(config: ResolvedConfig, numbers: MsspNumbers): MsspVariables {
  const { name, hostname, contact, status, mssp } = config.game;
  const { ports, tlsPort, sshPort, webSocket, counts } = numbers;
  return {
    NAME: name,
    PLAYERS: numbers.players,
    UPTIME: Math.floor(numbers.startedAt / 1000),
    CHARSET: ["US-ASCII", "ISO-8859-1", "UTF-8"],
    CODEBASE: `Mudlark ${numbers.version}`,
    ...known({ CONTACT: contact, STATUS: status }),
    "CRAWL DELAY": -1,
    HOSTNAME: hostname,
    PORT: ports.toReversed(),
    ...known({ SSL: tlsPort, SSH: sshPort, WEBSOCKET: webSocket }),
    FAMILY: "Custom",
    ...(counts === null
      ? {}
      : {
          HELPFILES: counts.helpTopics,
          OBJECTS: counts.things,
          ROOMS: counts.rooms,
          EXITS: counts.exits,
        }),
    ANSI: 1,
    "UTF-8": 1,
    VT100: 0,
    "XTERM 256 COLORS": 1,
    "XTERM TRUE COLORS": 1,
    ATCP: 0,
    GMCP: 1,
    MCCP: config.telnet.mccp.enabled ? 1 : 0,
    MCP: 0,
    MSDP: 1,
    MSP: 0,
    MXP: 1,
    PUEBLO: 0,
    ZMP: 0,
    ...mssp,
  };
}

function known(variables: Readonly<Record<string, string | number | null>>): MsspVariables {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
  );
}
