import { Exit, Room, type Game, type WorldObject } from "mudlark";
import { Lantern } from "./things/lantern.ts";

/** Marks what this file made, so that it is never made twice. */
const mark = "harbour";

/**
 * Builds the first rooms, in the one turn of a new world's setup: all of it or nothing. Afterwards the world belongs
 * to those who build in it; this never runs on it again.
 */
export function buildHarbour(game: Game): void {
  const quay = game.objects.get(2);
  if (quay === null || quay.tags.has(mark)) return;

  // New characters start in #2, so that is the quay.
  quay.key = "The Quay";
  quay.tags.add(mark);
  quay.db.desc =
    "Wet cobbles, coiled rope, and gulls that wait for the boats. No boat has come in for three nights: at the end " +
    "of the breakwater the lighthouse is dark, and nobody has dared to climb it without a light.";

  const shed = room(game, "The Lamp Shed", [
    "Shelves up to the rafters, and the smell of oil and brass polish. Somebody has kept everything in good order,",
    "and then gone away.",
  ]);
  const breakwater = room(game, "The Breakwater", [
    "A long arm of stone in a black sea. Spray comes over the wall with every seventh wave. The lighthouse stands at",
    "the far end, a tall shape without a star behind it.",
  ]);
  const foot = room(game, "The Foot of the Lighthouse", [
    "A round room without windows. Its stair winds up into a darkness that you could lean on.",
  ]);
  const top = room(game, "The Lamp Room", [
    "Glass all around, and nothing but night behind it. In the middle waits the great lamp, as tall as you are.",
  ]);

  link(quay, "shed", shed, "quay");
  link(quay, "breakwater", breakwater, "quay");
  link(breakwater, "lighthouse", foot, "breakwater");
  const stair = link(foot, "up", top, "down");
  stair.locks.add("traverse:carries_light()", { overwrite: true });
  stair.db.err_traverse = "After three steps you cannot see your own hand. You need a light that burns.";

  const lantern = game.create(Lantern, { key: "lantern", location: shed, tags: [mark] });
  lantern.db.desc = "A ship's lantern of brass and thick glass, made for |wlight|n and |wsnuff|n.";
  const tinLamp = game.create(Lantern, {
    key: "tin lamp",
    location: shed,
    tags: [mark],
    attributes: { fuel: 15 },
  });
  tinLamp.db.desc = "Small, dented, and lighter than it should be: there is not much oil in it.";
  const greatLamp = game.create(Lantern, {
    key: "great lamp",
    location: top,
    locks: "get:false()",
    tags: [mark],
    attributes: { fuel: 5, get_err_msg: "Four strong people might lift it." },
  });
  greatLamp.db.desc = "Rings of polished glass around a wick as thick as a wrist. A finger of oil is left.";
  greatLamp.glow = "Light leaps out over the water. Far away a ship's bell answers, and then another.";
}

function room(game: Game, key: string, desc: readonly string[]): Room {
  return game.create(Room, { key, tags: [mark], attributes: { desc: desc.join(" ") } });
}

/** A way there and a way back. Returns the way there. */
function link(from: WorldObject, there: string, to: WorldObject, back: string): Exit {
  from.game.create(Exit, { key: back, location: to, destination: from, tags: [mark] });
  return from.game.create(Exit, { key: there, location: from, destination: to, tags: [mark] });
}
