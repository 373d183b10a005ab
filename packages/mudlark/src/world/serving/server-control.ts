import type { Clock } from "../../base/clock.ts";
import { MudlarkError } from "../../base/errors.ts";
import type { ResolvedConfig } from "../../config/schema.ts";
import { engineVersion } from "../engine-version.ts";
import { secretValues, withoutSecretValues } from "../../config/secret-values.ts";
import type { GameDefinition } from "../../game/define-game.ts";
import type { ServerControl } from "../../game/server-control.ts";
import { stockConnectionScreen } from "../../stock/screens/connection-screen.ts";

/** What a game knows of its server. @param server takes its requests; @param environment may hold secrets */
export function serverControl(
  config: ResolvedConfig,
  definition: GameDefinition,
  clock: Clock,
  server: Pick<ServerControl, "request" | "backup">,
  environment: Readonly<Record<string, string | undefined>>,
): ServerControl {
  const secrets = secretValues(environment);
  const { name, slogan, contact } = config.game;
  const screen = definition.screens?.connection ?? stockConnectionScreen;
  return {
    gameName: name,
    slogan,
    contact,
    startedAt: clock.now(),
    version: engineVersion(),
    liveCode: config.security.liveCode,
    liveCodeMs: config.security.liveCodeMs,
    hideSecrets: (text) => withoutSecretValues(text, secrets),
    process: () => {
      const { rss, heapUsed } = process.memoryUsage();
      return { pid: process.pid, residentBytes: rss, heapBytes: heapUsed };
    },
    connectionScreen: () => screen({ name, slogan }),
    backup: () => server.backup(),
    request: (verb, reason, session) => server.request(verb, reason, session),
  };
}

/**
 * What `src/game.ts` exports.
 *
 * @throws MudlarkError GAME_INVALID when that is not a game
 */
export function asDefinition(exported: unknown): GameDefinition {
  if (typeof exported === "object" && exported !== null) return exported;
  throw new MudlarkError("GAME_INVALID", "src/game.ts must export what defineGame gives as its default.");
}
