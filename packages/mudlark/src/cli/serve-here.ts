import { systemClock } from "../base/clock.ts";
import { messageOf } from "../base/errors.ts";
import type { Logger } from "../base/logger.ts";
import { lastingSettings } from "../config/lasting-settings.ts";
import { createGateway, type Gateway } from "../gateway/create-gateway.ts";
import { worldSpawner } from "../gateway/supervisor/spawn-world.ts";
import { createLogger } from "../log/pino-logger.ts";
import { engineVersion } from "../world/engine-version.ts";
import { shedGarbage } from "../world/shed-garbage.ts";
import type { OpenGame } from "./game-directory.ts";
import { VerbError, type Terminal } from "./terminal.ts";

/** A game that this process serves. */
export interface ServedGame {
  readonly gateway: Gateway;
  readonly logger: Logger;
}

/**
 * Makes this process the gateway of a game, until it is stopped: by Ctrl-C, by `SIGTERM`, or from elsewhere.
 * `SIGUSR2` reloads.
 *
 * @param extra variables for the world, over those of the environment
 * @throws VerbError when a port is taken
 */
export async function serveHere(
  terminal: Terminal,
  { config, paths }: OpenGame,
  extra: Readonly<Record<string, string>>,
): Promise<ServedGame> {
  const logger = createLogger({
    level: config.log.level,
    part: "gateway",
    format: config.log.format,
    colour: terminal.colour,
  });
  const spawnWorld = worldSpawner({
    directory: config.directory,
    mode: config.mode,
    link: paths.link,
    lasting: lastingSettings(config),
    environment: { ...terminal.environment, ...extra },
  });
  const gateway = await createGateway({
    config,
    paths,
    clock: systemClock,
    logger,
    version: engineVersion(),
    spawnWorld,
  }).catch((error: unknown) => {
    throw new VerbError(messageOf(error));
  });
  obeySignals(gateway, logger);
  // While the world starts, nobody is served yet.
  shedGarbage();
  const { telnet, telnetTls, ssh, web } = gateway.addresses;
  const words = [`${config.game.name} runs.`, ...invitation(config, web)].join(" ");
  logger.info(words, { telnet, telnetTls, ssh, web });
  return { gateway, logger };
}

/** How to come in, for whoever started it. */
function invitation({ game, telnet }: OpenGame["config"], web: string | null): string[] {
  const { tls } = telnet;
  const byTls = tls.enabled ? ` or with TLS on port ${tls.ports[0]}` : "";
  const byTelnet = telnet.enabled ? `telnet ${game.hostname} ${telnet.ports[0]}${byTls}` : null;
  if (web === null) return byTelnet === null ? [] : [`Play by: ${byTelnet}`];
  return [`Play at ${web}${byTelnet === null ? "" : ` or by: ${byTelnet}`}`];
}

/** Waits for the end of the server, which is the end of this process. */
export async function untilServed({ gateway }: ServedGame): Promise<never> {
  // Whatever still lingers then, such as a half-open socket, has no claim on the process any more.
  process.exit(await gateway.done);
}

function obeySignals(gateway: Gateway, logger: Logger): void {
  const stop = (): void =>
    void gateway.stop("").catch((error: unknown) => logger.error("stopping failed", { error }));
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  process.on("SIGUSR2", () => {
    gateway
      .reload("")
      .catch((error: unknown) => logger.error("the reload failed", { error: messageOf(error) }));
  });
}
