import type { ResolvedConfig } from "../config/schema.ts";
import type { GatewaySettings } from "../link/messages.ts";

/** What the gateway applies until a world has told it better. */
export function settingsOf(config: ResolvedConfig): GatewaySettings {
  const { game, limits, network, telnet } = config;
  return {
    gameName: game.name,
    commandsPerSecond: limits.commandsPerSecond,
    inputChars: limits.inputChars,
    connectionsPerSecond: limits.connectionsPerSecond,
    connectionsPerIp: limits.connectionsPerIp,
    outputBacklogBytes: limits.outputBacklogBytes,
    outageLines: limits.outageQueue.lines,
    outageBytes: limits.outageQueue.kib * 1024,
    maxOutage: limits.maxOutage,
    preLoginTimeout: limits.preLoginTimeout,
    idleCommand: limits.idleCommand,
    loginDelayMs: telnet.loginDelayMs,
    screenReaderStrip: network.screenReaderStrip,
    clientWidth: network.clientWidth,
    clientHeight: network.clientHeight,
  };
}
