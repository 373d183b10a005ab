import type { SignInOffer } from "@mudlark/protocols";
import type { ResolvedConfig } from "./schema.ts";

/** What of the configuration the gateway applies. Each world tells it anew, so that a reload can change it. */
export function gatewaySettingsOf(config: ResolvedConfig) {
  const { game, limits, network, security, telnet, web } = config;
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
    linkdeadGrace: limits.linkdeadGrace,
    resumeSeconds: web.client.resumeSeconds,
    idleCommand: limits.idleCommand,
    loginDelayMs: telnet.loginDelayMs,
    sbTimeoutMs: telnet.sbTimeoutMs,
    screenReaderStrip: network.screenReaderStrip,
    mslp: telnet.mslp,
    mccp: telnet.mccp,
    trustedProxies: web.trustedProxies,
    allowedHosts: [game.hostname, ...web.allowedHosts],
    hsts: security.hsts,
    /** Only a world knows them. */
    bans: [] as readonly { readonly address: string; readonly until: number | null }[],
    clientWidth: network.clientWidth,
    clientHeight: network.clientHeight,
    /** Only a world knows what its game does with it. */
    signIn: { provider: null, page: false } as SignInOffer,
    counts: null,
  };
}
