import type { Game } from "../../model/game.ts";
import { directionNamed } from "../../model/space/directions.ts";
import type { Sessions } from "../sessions.ts";
import { speaksGmcp } from "./speaks-gmcp.ts";

/** Tells clients that draw maps when their player wanted to go where nothing leads (`Room.WrongDir`). */
export function tellWrongDirections(game: Game, sessions: Sessions): void {
  game.signals.on("commandUnknown", ({ session: id, line }) => {
    const session = sessions.get(id);
    const direction = directionNamed(line);
    if (direction === null || session === undefined || session.puppet === null || !speaksGmcp(session))
      return;
    session.send("Room.WrongDir", [direction.name]);
  });
}
