import { describe, expect, it } from "vitest";
import { testGame, type TestGame, type TestPlayer } from "../../../testing/test-game.ts";
import { playedScene } from "../played-scene.suite.ts";

it("eval shows a value, undoes an error, and is for those who rule", async () => {
  const { game, ann, bob, types } = await playedScene("superuser");
  expect(await types("eval me.key")).toContain("ann");
  expect(await types("js 1 + 1")).toBe("2");
  await types("eval/dry me.db.hp = 1");
  expect(ann.character.db["hp"]).toBeUndefined();
  expect(await types("eval/dry 1")).toBe("1\nIt would have changed nothing.");
  await types("eval me.db.mood = 'good'");
  const undone = await types("eval/dry me.db.mood = 'bad'; create(here.constructor, { key: 'attic' }).key");
  expect(undone).toMatch(
    /^'attic'\nobject #\d+ \(ann\) would have been changed\n {2}attribute mood: "good" → "bad"/,
  );
  expect(undone).toMatch(/object #\d+ \(attic\) would have been made/);
  expect(await types("eval/dry create(here.constructor, { key: 'shed' })")).toMatch(/^Room shed \(#\d+\)\n/);
  expect(await types("eval/dry me.delete()")).toMatch(/\(ann\) would have been deleted/);
  expect(ann.character.db["mood"]).toBe("good");
  expect(await types("js/time 3")).toMatch(/^3\nIt took \d+\.\d ms\.$/);
  expect(await types("js inherits(me, me.constructor)")).toBe("true");
  expect(await types("eval me.key", [], bob)).toContain("is not available");
  const audited = game.log.filter(({ message }) => message === "code was run");
  expect(audited[0]?.fields).toMatchObject({ who: "ann", code: "me.key", result: "'ann'" });
});

it.each([
  ["const a = 2; a + 1", "3"],
  ["const a: number = 2; a + 1;", "3"],
  ["let a = 0; for (let i = 0; i < 3; i++) a += i; a", "3"],
  ["const f = (x: string) => { const y = x; return y }; f('a;b')", "'a;b'"],
  ["await null; 7", "7"],
  ["console.log('|rhp', { a: 1 }); 7", "|rhp { a: 1 }\n7"],
  ["if (false) 1; else 2", "undefined"],
  ["({ a: 1 })", "{ a: 1 }"],
  ["'a;b' // c; d", "'a;b'"],
])("eval shows the value of the last expression: %s", async (code, shown) => {
  const { types } = await playedScene("superuser");
  expect(await types(`js ${code}`)).toBe(shown);
});

it("[commands C73] runs as a turn for developers, where the settings let them", async () => {
  await using game = await testGame({ config: { security: { liveCode: "developer" } } });
  const { dee } = await game.scene({
    rooms: ["hall"],
    players: { dee: { in: "hall", permissions: ["Developer"] } },
  });
  expect((await game.call("js me.key", { as: dee })).textTo(dee)).toBe("'dee'");
  const failed = await game.call("js me.db.hp=1; throw 1", { as: dee });
  expect(failed.textTo(dee)).toMatch(/^The code threw 1\.\nWhat it did/);
  expect(dee.character.db["hp"]).toBeUndefined();
});

it("is for nobody where the settings say so, and for no superuser who is quelled", async () => {
  await using game = await testGame({ config: { security: { liveCode: false } } });
  const { dee } = await game.scene({ rooms: ["hall"], players: { dee: { in: "hall", superuser: true } } });
  expect((await game.call("js 1", { as: dee })).textTo(dee)).toContain("is not available");
  expect((await game.call("batchcode x", { as: dee })).textTo(dee)).toContain("is not available");
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

  it("was given up does not come back", async () => {
    const { game, ann, types } = await ruled();
    const lines = [
      "js await ctx.pause(90); me.db.paused = 1",
      "js try { await ctx.pause(90) } finally { me.db.tried = 1 }",
      "js await ctx.wait(new Promise((done) => globalThis.setImmediate(done))); await ctx.pause(90); me.db.waited = 1",
    ];
    for (const line of lines) ann.session.type(line);
    await game.rest();
    await game.clock.advance("61s").catch(() => game.takeErrors());
    await game.clock.advance("60s").catch(() => game.takeErrors());
    expect(ann.session.text.match(/and was stopped/g)).toHaveLength(3);
    expect(["paused", "tried", "waited"].filter((key) => ann.character.attributes.has(key))).toEqual([]);
    expect(await types("js 1 + 1")).toBe("2");
  });

  it("waits is at work three times for one person, and no more", async () => {
    const { game, ann, types } = await ruled();
    for (let count = 0; count < 3; count++) ann.session.type("js await ctx.pause(30); 'done'");
    await game.rest();
    expect(await types("js 1")).toBe(
      "Three pieces of your code are at work already. Wait until one of them is done.",
    );
    await game.clock.advance("31s");
    await game.rest();
    expect(ann.session.text.match(/'done'/g)).toHaveLength(3);
    expect(await types("js 1")).toBe("1");
  });

  it("is written in the editor is run there, and kept", async () => {
    const { game, ann, types } = await ruled();
    await types("eval/edit");
    await types("const hp = 40;");
    await types("me.db.hp = hp + 2;");
    await types("hp");
    await types(":!");
    expect(ann.character.db["hp"]).toBe(42);
    expect(await types(":wq")).toContain("Saved: your code.");
    await types("eval/edit");
    expect(await types(":")).toContain("me.db.hp = hp + 2;");
    await types(":DD");
    await types("await ctx.pause(5);");
    await types("throw new Error('no such lamp')");
    await types(":!");
    expect(await types(": 1")).toContain("ctx.pause");
    await game.clock.advance("6s").catch(() => game.takeErrors());
    await game.rest();
    game.takeErrors();
    expect(ann.session.text).toContain("no such lamp");
    expect(await types(":q!")).toContain("You leave the editor");
  });

  it("waits outside of the game comes back into a turn, and shows its value", async () => {
    const { types } = await ruled();
    expect(await types("js await new Promise((done) => setImmediate(done, 7))")).toBe("7");
  });

  it("waits past the end of its turn comes back into one, too", async () => {
    const { game, ann } = await playedScene("superuser");
    const later = Symbol.for("mudlark.test.later");
    ann.session.type(
      "js await new Promise((done) => { globalThis[Symbol.for('mudlark.test.later')] = done })",
    );
    await game.rest();
    const done: unknown = Reflect.get(globalThis, later);
    Reflect.deleteProperty(globalThis, later);
    if (typeof done === "function") done(7);
    // All that is ready by now has gone on, up to where it waits for a turn.
    await new Promise(setImmediate);
    await game.rest();
    expect(ann.session.text).toMatch(/^7$/m);
  });

  it("has a mistake is told of it in a few lines, without the engine's part of the stack", async () => {
    const { ann, types } = await ruled();
    const undone = "\nWhat it did since it began, or last waited, is undone.";
    expect(await types("js 1 +")).toBe(`SyntaxError: Expression expected${undone}`);
    const told = await types("js me.db.hp = 1; null.x");
    expect(told).toMatch(
      /^TypeError: Cannot read properties of null \(reading 'x'\)\n {4}at eval\.ts:1:\d+\nWhat it did/,
    );
    expect(await types("js throw 1")).toBe(`The code threw 1.${undone}`);
    expect(ann.character.db["hp"]).toBeUndefined();
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
