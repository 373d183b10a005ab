import { describe, expect, it } from "vitest";
import { command } from "../command/declaration/command.ts";
import { menu } from "../command/menu/menu.ts";
import { testGame } from "../testing/test-game.ts";

const riddle = command({
  key: "riddle",
  help: "Answer a riddle.",
  async run(ctx) {
    ctx.msg(`You answered: ${await ctx.ask("What has teeth and cannot eat?")}.`);
  },
});

async function askedAnna() {
  const game = await testGame({ commands: [riddle] });
  const { anna, bob } = await game.scene({ rooms: ["hall"], players: { anna: "hall", bob: "hall" } });
  anna.session.type("riddle");
  await game.rest();
  const heard = bob.session.transcript.length;
  const said = (): readonly string[] => bob.session.transcript.slice(heard).map(({ plain }) => plain);
  return { game, anna, said };
}

describe("the answer to a question that the world forgot", () => {
  it("is not run as a command after a crash; the lines after it are, once", async () => {
    const { game, anna, said } = await askedAnna();
    await game.crash(() => {
      for (const line of ["say a comb", "say one", "say two"]) anna.session.type(line);
    });
    await game.rest();
    expect(anna.session.text).toMatch(/"riddle", which was cancelled[^]*not run as a command: say a comb/);
    const words = said().join("\n");
    expect(words).not.toContain("comb");
    expect(words).toMatch(/"one"[^]*"two"/);
  });

  it("is a command again once the player knows", async () => {
    const { game, anna, said } = await askedAnna();
    await game.crash();
    await game.call("say a comb", { as: anna });
    expect(said().join("\n")).toContain("a comb");
    expect(game.session(anna).state).toMatchObject({ waiting: null, asking: null });
  });

  it("is given when the question comes again, because the line that asked it was not done", async () => {
    const game = await testGame({ commands: [riddle] });
    const { anna } = await game.scene({ rooms: ["hall"], players: { anna: "hall" } });
    await game.crash(() => {
      anna.session.type("riddle");
      anna.session.type("a comb");
    });
    await game.rest();
    expect(anna.session.text).toContain("You answered: a comb.");
  });

  it("is not given to a menu below it that opens again", async () => {
    const chosen: string[] = [];
    const menuOf = (id?: string) =>
      menu({
        ...(id !== undefined && { id }),
        start: "first",
        nodes: {
          first: () => ({
            text: id === undefined ? "Upper." : "Lower.",
            options: [
              { key: "_default", goto: (_menu, input) => void chosen.push(`${id ?? "upper"} ${input}`) },
            ],
          }),
        },
      });
    const [lower, upper] = [menuOf("test.lower"), menuOf()];
    const game = await testGame({
      menus: [lower],
      commands: [
        command({
          key: "both",
          run(ctx) {
            ctx.menu(lower);
            ctx.menu(upper);
          },
        }),
      ],
    });
    const { anna } = await game.scene({ rooms: ["hall"], players: { anna: "hall" } });
    await game.call("both", { as: anna });
    await game.call("one", { as: anna });
    await game.crash(() => anna.session.type("two"));
    await game.rest();
    expect(anna.session.text).toMatch(/"menu", which was cancelled[^]*not run as a command: two/);
    await game.call("three", { as: anna });
    expect(chosen).toEqual(["upper one", "test.lower three"]);
  });

  it("is not run as a command when a reload takes the question along", async () => {
    const { game, anna, said } = await askedAnna();
    await game.reload();
    await game.call("say here", { as: anna });
    expect(anna.session.text).toContain('"riddle" is cancelled.');
    expect(said().join("\n")).toContain("here");
  });
});
