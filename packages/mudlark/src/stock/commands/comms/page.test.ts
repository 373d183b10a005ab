import { describe, expect, it } from "vitest";
import { testGame, type TestGame, type TestPlayer } from "../../../testing/test-game.ts";

async function scene(): Promise<{
  game: TestGame;
  ann: TestPlayer;
  bob: TestPlayer;
  types: (line: string, answers?: readonly string[]) => Promise<string>;
}> {
  const game = await testGame();
  const { ann, bob } = await game.scene({
    rooms: ["hall", "yard"],
    players: { ann: "yard", bob: "hall", cid: "hall" },
  });
  const types = async (line: string, answers: readonly string[] = []): Promise<string> =>
    (await game.call(line, { as: bob, answers })).textTo(bob);
  return { game, ann, bob, types };
}

describe("page", () => {
  it("[commands C61] tells who has paged nobody yet that there is nobody to send it to", async () => {
    const { game, ann, bob } = await scene();
    const { textTo, outcome } = await game.call("page hello there", { as: bob });
    expect(textTo(bob)).toBe('There is nobody called "hello", and you have paged nobody yet.');
    expect(outcome.status).toBe("failed");
    expect(textTo(ann)).toBe("");
  });

  it("[commands C62] asks before it takes a mistyped name for words to those who were paged last", async () => {
    const { game, ann, bob, types } = await scene();
    await types("page Ann hello");
    const no = await game.call("page Anm hi", { as: bob, answers: ["n"] });
    expect(no.textTo(bob)).toMatch(
      /^There is nobody called "Anm"\. Send all of it to ann\?[^]*Nothing was sent\.$/,
    );
    expect(no.textTo(ann)).toBe("");
    const yes = await game.call("page Anm hi", { as: bob, answers: ["y"] });
    expect(yes.textTo(ann)).toBe('bob pages: "Anm hi"');
  });

  it("reaches others anywhere, one or several, in words or as a deed", async () => {
    const { game, ann, bob, types } = await scene();
    const one = await game.call("page ann a=b, |rc", { as: bob });
    expect(one.textTo(ann)).toBe('bob pages: "a=b, |rc"');
    expect(one.textTo(bob)).toBe('You paged ann: "a=b, |rc"');
    const two = await game.call("tell ann, cid = Supper!", { as: bob });
    expect(two.textTo(ann)).toBe('bob pages (to ann and cid): "Supper!"');
    const deed = await game.call("page :waves.", { as: bob });
    expect(deed.textTo(ann)).toBe("From afar (to ann and cid), bob waves.");
    expect(await types("page/last")).toBe("You paged ann and cid last.");
    expect(await types("page ann, zed = Hi")).toBe('There is nobody called "zed". Nothing was sent.');
    expect(await types("page ann")).toBe("What do you want to tell ann?");
  });

  it("keeps pages, also for who is not connected", async () => {
    const { game, ann, bob, types } = await scene();
    expect(await types("page")).toBe("You have neither sent nor got any pages.");
    await game.call("quit", { as: ann });
    expect(await types("page ann one")).toContain(
      "ann is not connected, and will find it with the command page.",
    );
    await types("page ann two");
    const back = await game.connect();
    await game.logIn(back, "ann");
    const latest = await game.call("page 1", { as: back });
    expect(latest.textTo(back)).toMatch(/^Your latest pages, the newest last:\n.* ago, bob to you: two$/);
    expect((await game.call("page/list", { as: bob })).textTo(bob)).toMatch(
      /you to ann: one\n.*you to ann: two$/,
    );
  });

  it("obeys the lock of those who want no pages, and is not for the banned", async () => {
    const { game, ann, bob, types } = await scene();
    await game.turn(() => game.world.accountOf(ann.character)?.locks.add("msg:false()"));
    expect(await types("page ann hi")).toBe("ann does not take pages from you.\nNothing was sent.");
    await game.turn(() => game.world.accountOf(bob.character)?.permissions.add("page_banned"));
    expect(await types("page ann hi")).toContain("is not available");
  });

  it("asks for a name where none stands before the =, and takes one switch", async () => {
    const { types } = await scene();
    await types("page ann one");
    expect(await types("page = two")).toBe("Whom do you want to page? Write the name before the =.");
    expect(await types("page/last/list")).toBe("One switch at a time, please.");
  });
});
