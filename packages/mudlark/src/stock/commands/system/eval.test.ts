import { describe, expect, it } from "vitest";
import { testGame, type TestGame, type TestPlayer } from "../../../testing/test-game.ts";
import { playedScene } from "../played-scene.suite.ts";

it("eval shows a value, undoes an error, and is for those who rule", async () => {
  const { game, ann, bob, types } = await playedScene("superuser");
  expect(await types("eval me.key")).toContain("ann");
  expect(await types("js 1 + 1")).toBe("2");
  await types("eval/dry me.db.hp = 1");
  expect(ann.character.db["hp"]).toBeUndefined();
  expect(await types("js/time 3")).toMatch(/^3\nIt took \d+\.\d ms\.$/);
  expect(await types("js inherits(me, me.constructor)")).toBe("true");
  expect(await types("eval me.key", [], bob)).toContain("is not available");
  const audited = game.log.filter(({ message }) => message === "code was run");
  expect(audited[0]?.fields).toMatchObject({ who: "ann", code: "me.key", result: "'ann'" });
});

it("[commands C73] runs as a turn for developers, where the settings let them", async () => {
  await using game = await testGame({ config: { security: { liveCode: "developer" } } });
  const { dee } = await game.scene({
    rooms: ["hall"],
    players: { dee: { in: "hall", permissions: ["Developer"] } },
  });
  expect((await game.call("js me.key", { as: dee })).textTo(dee)).toBe("'dee'");
  const failed = await game.call("js me.db.hp=1; throw 1", { as: dee });
  expect(failed.textTo(dee)).toMatch(/^Something went wrong .*\n1$/);
  expect(dee.character.db["hp"]).toBeUndefined();
});

it("is for nobody where the settings say so, and for no superuser who is quelled", async () => {
  await using game = await testGame({ config: { security: { liveCode: false } } });
  const { dee } = await game.scene({ rooms: ["hall"], players: { dee: { in: "hall", superuser: true } } });
  expect((await game.call("js 1", { as: dee })).textTo(dee)).toContain("switched off for you");
  const { types } = await playedScene("superuser");
  await types("quell");
  expect(await types("js 1")).toContain("is not available");
});

describe("code that", () => {
  async function ruled(): Promise<{
    game: TestGame;
    ann: TestPlayer;
    types: (line: string) => Promise<string>;
  }> {
    const game = await testGame({
      config: { security: { liveCodeMs: 50 } },
      superuser: { name: "Keeper", password: "deep cold harbour" },
    });
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: { in: "hall", superuser: true } } });
    return { game, ann, types: async (line) => (await game.call(line, { as: ann })).textTo(ann) };
  }

  it("never ends is stopped, and changed nothing", async () => {
    const { game, ann, types } = await ruled();
    expect(await types("js while (true) {}")).toBe(
      "The code held the world for more than 0.05 s and was stopped. It had changed nothing.",
    );
    const text = await types("js me.db.hp = 1; for (;;) me.db.hp++");
    expect(text).toContain("was stopped. What it did is undone");
    await game.rest();
    expect(game.current(ann.character).db["hp"]).toBeUndefined();
    expect(await types("js 1 + 1")).toBe("2");
  });

  it("waits for what never comes is given up after a minute", async () => {
    const { game, ann, types } = await ruled();
    ann.session.type("js await new Promise(() => {})");
    await game.rest();
    await game.clock.advance("61s").catch(() => game.takeErrors());
    expect(JSON.stringify(ann.session.transcript)).toContain("waited for more than 60 s");
    expect(await types("js 1 + 1")).toBe("2");
  });

  it("waits outside of the game comes back into a turn, and shows its value", async () => {
    const { types } = await ruled();
    expect(await types("js await new Promise((done) => setImmediate(done, 7))")).toBe("7");
  });

  it("gives secrets or very long values shows neither", async () => {
    const { types } = await ruled();
    expect(await types("js 'the word is deep cold harbour, Keeper'")).toBe("'the word is [secret], Keeper'");
    expect(await types("js ({ hash: '$argon2id$v=19$m=1,t=2,p=1$c2FsdA$aGFzaA' })")).toBe(
      "{ hash: '[secret]' }",
    );
    expect((await types("js 'x'.repeat(1e6)")).length).toBeLessThanOrEqual(10_000);
    expect((await types("js Array(1e5).fill({ a: { b: { c: 1 } } })")).length).toBeLessThanOrEqual(10_000);
  });
});

it("eval without code takes line after line, and remembers the last value", async () => {
  const { ann, types } = await playedScene("superuser");
  const told = await types("eval", [
    "20 + 1",
    "_ * 2",
    "me.db.hp = 1; throw new Error('no')",
    "_ + 0",
    "",
    ".exit",
  ]);
  expect(told).toMatch(/21\n.*42\n/s);
  expect(told).toContain("Error: no");
  expect(told).toMatch(/42\n[^]*Done\.$/);
  expect(ann.character.db["hp"]).toBeUndefined();
});
