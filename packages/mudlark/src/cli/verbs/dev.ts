import { randomBytes } from "node:crypto";
import { systemClock } from "../../base/clock.ts";
import type { Gateway } from "../../gateway/create-gateway.ts";
import { GameWatcher } from "../dev/game-watcher.ts";
import { ReloadOnSave } from "../dev/reload-on-save.ts";
import { openGame, type OpenGame } from "../game-directory.ts";
import { requireStopped } from "../require-stopped.ts";
import { needsSuperuser } from "../superuser-questions.ts";
import type { Terminal } from "../terminal.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

export const addDev: AddVerb = (program, terminal) => {
  program
    .command("dev")
    .description("run the game here while you write it: each save is loaded, players stay connected")
    .action(async (_options, command) => {
      const alone = { ...terminal, environment: { ...developing, ...terminal.environment } };
      const game = await openGame(alone, command.optsWithGlobals() as GameOptions, "development");
      await requireStopped(game.paths, "The game is already running.");
      const { serveHere, untilServed } = await import("../serve-here.ts");
      const served = await serveHere(alone, game, await superuserFor(game, alone));
      const { gateway, logger } = served;
      terminal.note(welcome(gateway));
      const saves = new ReloadOnSave({
        clock: systemClock,
        canReload: () => ["serving", "stopped"].includes(gateway.status().world.state),
        reload: (files) => {
          logger.info("saved, and being loaded", { files });
          return gateway.reload("");
        },
      });
      const watcher = new GameWatcher(game.config.directory, (files) => saves.changed(files));
      void gateway.done.then(() => watcher.close());
      await untilServed(served);
    });
};

/** While a game is being written, nobody else is let in, whatever its configuration says, and a person reads the log. */
const developing = { MUDLARK_NETWORK_LOCKDOWN: "true", MUDLARK_LOG_FORMAT: "pretty" };

/** Nobody wants to answer questions while they try things: a new game gets an Admin with a password by chance. */
async function superuserFor(game: OpenGame, terminal: Terminal): Promise<Readonly<Record<string, string>>> {
  if (!(await needsSuperuser(terminal, game))) return {};
  const [name, password] = ["Admin", randomBytes(9).toString("base64url")];
  terminal.note(`This game is new. Log in with: connect ${name} ${password}`);
  terminal.note("Change the password with: password");
  return { MUDLARK_SUPERUSER_NAME: name, MUDLARK_SUPERUSER_PASSWORD: password };
}

function welcome({ addresses: { telnet, web } }: Gateway): string {
  const ports = new Set(telnet.map((address) => address.replace(/^.*:/, "")));
  const doors = [...(web === null ? [] : [web]), ...[...ports].map((port) => `telnet localhost ${port}`)];
  return `Play at ${doors.join(" or by ")}. What you save below src is loaded at once. Ctrl-C ends the game.`;
}
