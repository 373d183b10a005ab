import type { WorldCounts } from "../../link/messages.ts";
import type { Game } from "../../model/game.ts";

/** How much there is of a world. Looks at all of it: for once, when it begins to serve. */
export function countWorld(game: Game): WorldCounts {
  const counts = { room: 0, exit: 0, object: 0 };
  for (const { content } of game.collection("object").records()) {
    if (content === "room" || content === "exit" || content === "object") counts[content]++;
  }
  const { room: rooms, exit: exits, object: things } = counts;
  return { rooms, exits, things, helpTopics: game.help.count };
}
