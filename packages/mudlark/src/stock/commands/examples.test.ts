import { describe, expect, it } from "vitest";
import { testGame, type TestGame, type TestPlayer } from "../../testing/test-game.ts";
import { stockClasses } from "../classes/stock-classes.ts";
import { stockCommands } from "./stock-commands.ts";

/** Somebody who may do everything, with the things around that the examples are about. */
async function world(): Promise<{ game: TestGame; ann: TestPlayer }> {
  const game = await testGame({
    definition: { prototypes: [{ prototypeKey: "goblin", key: "goblin" }] },
    config: { security: { liveCode: "superuser" } },
  });
  const { hall, Garden, ann } = await game.scene({
    rooms: ["hall", "Garden"],
    players: { ann: { in: "hall", superuser: true }, Bob: "hall" },
  });
  const { Thing, Exit, Room } = stockClasses;
  for (const key of ["lantern", "box", "golem", "sword", "coin", "coin"]) {
    await game.create(Thing, { key, location: key === "box" || key === "golem" ? hall : ann.character });
  }
  await game.create(Exit, { key: "gate", location: hall, destination: Garden });
  for (let id = 0; id < 12; id++) await game.create(Room, { key: `place ${id}`, noHome: true });
  return { game, ann };
}

const misunderstood = /Usage:|is not available|has no switch|Something is missing|must be followed/;

describe("every example in the help is understood", () => {
  const inGame = [...stockCommands.account, ...stockCommands.staff, ...stockCommands.character].filter(
    (command) => command.examples.length > 0,
  );
  it.each(inGame.map((command) => [command.key, command] as const))("%s", async (_key, command) => {
    const { game, ann } = await world();
    for (const example of command.examples) {
      const { outcome, sentTo } = await game.call(example, { as: ann });
      const answer = sentTo(ann).join("\n");
      expect(`${example}\n${outcome.status}`).not.toMatch(/unknown|notRun|error/);
      // What help shows is the usage of another command.
      if (command.key !== "help") expect(`${example}\n${answer}`).not.toMatch(misunderstood);
      if (game.session(ann).frames.top?.takes === "lines") await game.call("@abort", { as: ann });
      if (outcome.status === "waiting") await game.call("abort", { as: ann });
    }
  });

  const atTheDoor = stockCommands.loggedOut.filter((command) => command.examples.length > 0);
  it.each(atTheDoor.map((command) => [command.key, command] as const))(
    "at the door: %s",
    async (_key, command) => {
      for (const example of command.examples) {
        await using game = await testGame();
        const session = await game.connect();
        const { outcome, sentTo } = await game.call(example, { as: session });
        expect(`${example}\n${outcome.status}`).not.toMatch(/unknown|notRun|error/);
        expect(`${example}\n${sentTo(session).join("\n")}`).not.toMatch(misunderstood);
      }
    },
  );
});
