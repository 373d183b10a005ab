import { describe, expect, it } from "vitest";
import { testGame, type TestGame, type TestPlayer } from "../../../testing/test-game.ts";
import { playedScene } from "../played-scene.suite.ts";

async function scene(): Promise<{
  game: TestGame;
  ann: TestPlayer;
  types: (line: string, answers?: readonly string[]) => Promise<string>;
}> {
  const game = await testGame();
  const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
  const types = async (line: string, answers: readonly string[] = []): Promise<string> => {
    const { sentTo } = await game.call(line, { as: ann, answers });
    return sentTo(ann).join("\n");
  };
  return { game, ann, types };
}

describe("nick", () => {
  it("replaces typed lines from then on", async () => {
    const { types } = await scene();
    expect(await types("nick gr = say Greetings!")).toBe("Made: gr = say Greetings!");
    expect(await types("gr")).toBe('You say, "Greetings!"');
    expect(await types("GR")).toBe('You say, "Greetings!"');
    expect(await types("nick gr")).toBe("gr = say Greetings!");
    expect(await types("nick gr = say Greetings!")).toContain("That is so already");
    expect(await types("nick Look = look")).toContain("change nothing");
    for (const kept of ["quit", "Help $1", "?", "nick"]) {
      expect(await types(`nick ${kept} = say no`)).toContain("always mean what they are");
    }
    expect(await types("nick gr = say Ho!")).toBe("Changed: gr = say Ho!");
  });

  it("[world W42] catches what stands in the place of markers", async () => {
    const { types } = await scene();
    await types("nick build $1 $2 = say dig $1;$2");
    expect(await types("build a big hall")).toBe('You say, "dig a;big hall"');
    expect(await types("Build a b")).toBe('You say, "dig a;b"');
    expect(await types(" build a b")).toMatch(/"build"/);
  });

  it("refuses what cannot be used, in words", async () => {
    const { types } = await scene();
    expect(await types("nick a $1 = b $2")).toMatch(/must have the same markers/);
    expect(await types("nick nothing")).toBe('You have no nick "nothing".');
    expect(await types("nick/delete nothing")).toMatch(/You have no nick "nothing"/);
    expect(await types("a x")).toMatch(/^"a" is not available/);
  });

  it("lists them, and removes by pattern, by number, or all", async () => {
    const { types } = await scene();
    expect(await types("nicks")).toBe("You have no nicks.");
    await types("nick a = say A");
    await types("nick/object box = crate");
    await types("nick c = say |rC");
    expect(await types("nick/list")).toBe(
      "Your nicks:\n1. a = say A\n2. box = crate (object)\n3. c = say ||rC",
    );
    expect(await types("nick/delete 2")).toBe("Removed: box = crate (object)");
    expect(await types("nick/delete A")).toBe("Removed: a = say A");
    expect(await types("nick/clearall")).toBe("All your nicks are gone: 1.");
    expect(await types("nick/clearall")).toBe("You have no nicks.");
  });

  it("has nicks of the account, made out of character, for every character", async () => {
    const { types } = await scene();
    await types("ooc");
    await types("nick hi = say Hello");
    await types("ic ann");
    expect(await types("hi")).toBe('You say, "Hello"');
    expect(await types("nick/list")).toContain(
      "Nicks of your account, which you can change out of character:\nhi = say Hello",
    );
  });

  it("never stands in the way of nick, quit and help, nor of a line that begins with raw:", async () => {
    const { types } = await scene();
    await types("nick $1 = say oh, $1");
    expect(await types("look")).toBe('You say, "oh, look"');
    expect(await types("raw:look")).toContain("hall");
    expect(await types("RAW: look")).toContain("hall");
    expect(await types("help look")).not.toContain("oh,");
    expect(await types("nick/clearall")).toBe("All your nicks are gone: 1.");
  });

  it("[commands C53] does not change an answer to a question", async () => {
    const game = await testGame({
      commands: [
        (await import("../../../api.ts")).command({
          key: "really",
          help: "Ask.",
          async run(ctx) {
            ctx.msg((await ctx.confirm("Sure?")) ? "sure" : "unsure");
          },
        }),
      ],
    });
    const { bob } = await game.scene({ rooms: ["hall"], players: { bob: "hall" } });
    await game.call("nick y = north", { as: bob });
    const { sentTo } = await game.call("really", { as: bob, answers: ["y"] });
    expect(sentTo(bob).join("\n")).toMatch(/\bsure$/);
  });
});

it("nick asks for what a replacement stands", async () => {
  const { types } = await playedScene();
  expect(await types("nick = say Hello")).toBe("A nick for what? Write it before the =.");
});

it("nick does nothing where switches exclude each other", async () => {
  const { types } = await playedScene();
  await types("nick gr = say Greetings!");
  expect(await types("nick/delete/clearall zork")).toBe("One switch at a time, please.");
  expect(await types("nick/object/account x = y")).toBe(
    "One sort of nick at a time, please: /inputline, /object, or /account.",
  );
  expect(await types("nick/list")).toBe("Your nicks:\n1. gr = say Greetings!");
});
