import type { MsspVariables } from "@mudlark/protocols";
import type { ResolvedConfig } from "../config/schema.ts";

/** What changes while the server runs. */
export interface MsspNumbers {
  readonly players: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Port numbers of plain telnet. */
  readonly ports: readonly number[];
  /** Port number of telnet over TLS; null when there is none. */
  readonly tlsPort: number | null;
  readonly version: string;
}

/** The game as listings of games want to know it (`protocols.md` §6.1). */
export function msspVariables(config: ResolvedConfig, numbers: MsspNumbers): MsspVariables {
  const { name, hostname, contact } = config.game;
  return {
    NAME: name,
    PLAYERS: numbers.players,
    UPTIME: Math.floor(numbers.startedAt / 1000),
    CHARSET: ["US-ASCII", "ISO-8859-1", "UTF-8"],
    CODEBASE: `Mudlark ${numbers.version}`,
    ...(contact === null ? {} : { CONTACT: contact }),
    "CRAWL DELAY": -1,
    HOSTNAME: hostname,
    PORT: numbers.ports.toReversed(),
    ...(numbers.tlsPort === null ? {} : { SSL: numbers.tlsPort }),
    FAMILY: "Custom",
    ANSI: 1,
    "UTF-8": 1,
    VT100: 0,
    "XTERM 256 COLORS": 1,
    "XTERM TRUE COLORS": 1,
    ATCP: 0,
    GMCP: 1,
    MCCP: 1,
    MCP: 0,
    MSDP: 1,
    MSP: 0,
    MXP: 1,
    PUEBLO: 0,
    ZMP: 0,
  };
}
