import { describe, expect, it } from "vitest";
import { command } from "../command/declaration/command.ts";
import { testGame } from "../testing/test-game.ts";

const thinking = (key: string) =>
  command({
    key,
    help: "Think, and then say it.",
    async run(ctx) {
      await ctx.pause(60);
      ctx.msg("I have it!");
    },
  });
const ponder = thinking("ponder");

const pray = command({
  key: "pray",
  help: "Ask for a blessing.",
  async run(ctx) {
    await ctx.confirm("Are you humble?");
    ctx.msg("You are blessed.");
  },
});

const called = 'You are not in that role any more. "ponder" is cancelled.';

describe("what a puppet was in the middle of", () => {
  it.each(["ooc", "ic Bob"])("is called off by %s", async (line) => {
    const game = await testGame({
      commands: [ponder, pray],
      config: { accounts: { sessionMode: 2 } },
    });
    const { anna } = await game.scene({ rooms: ["hall"], players: { anna: "hall" } });
    await game.call("charcreate Bob", { as: anna });
    await game.call("ponder", { as: anna });
    await game.call("pray", { as: anna });
    const left = await game.call("", { as: anna });
    expect(left.textTo(anna)).toContain("yes or no");
    await game.call("abort", { as: anna });
    const result = await game.call(line, { as: anna });
    expect(result.textTo(anna)).toContain(called);
    await game.clock.advance("61s");
    expect(anna.session.text).not.toContain("I have it!");
  });

  it("is called off in the session that it is taken from, and what was begun out of character goes on", async () => {
    const game = await testGame({
      commands: [ponder],
      definition: { commands: { account: [thinking("muse")] } },
      config: { accounts: { sessionMode: 2 } },
    });
    const { anna } = await game.scene({ rooms: ["hall"], players: { anna: "hall" } });
    const second = await game.connect();
    await game.logIn(second, "anna");
    await game.call("ponder", { as: anna });
    await game.call("muse", { as: second });
    const taken = await game.call("ic anna", { as: second });
    expect(taken.textTo(anna)).toContain(called);
    expect(taken.textTo(second)).not.toContain("is cancelled");
    await game.clock.advance("61s");
    expect(second.text).toContain("I have it!");
  });
});
