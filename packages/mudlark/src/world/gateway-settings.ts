import type { ResolvedConfig } from "../config/schema.ts";
import type { GatewaySettings } from "../link/messages.ts";

/** What of the configuration the gateway applies; told at every start of a world, so that a reload can change it. */
export function gatewaySettingsOf(config: ResolvedConfig): GatewaySettings {
  const { limits, network } = config;
  return {
    gameName: config.game.name,
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
    loginDelayMs: config.telnet.loginDelayMs,
    screenReaderStrip: network.screenReaderStrip,
    clientWidth: network.clientWidth,
    clientHeight: network.clientHeight,
  };
}
