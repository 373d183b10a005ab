import { describe, expect, test } from "vitest";
import { Thing } from "../../stock/classes/thing.ts";
import { testGame, type TestGame } from "../../testing/test-game.ts";
import type { TestPlayer } from "../../testing/test-player.ts";
import type { PrototypeOptions } from "./prototype.ts";

interface Scene {
  readonly game: TestGame;
  readonly ann: TestPlayer;
  /** Does something with the prototypes, and says what came of it. */
  readonly attempt: <T>(work: () => T) => Promise<T | string>;
}

async function scene(prototypes: readonly PrototypeOptions[] = []): Promise<Scene> {
  const game = await testGame({ definition: { prototypes } });
  const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
  const attempt = <T>(work: () => T): Promise<T | string> =>
    game.turn(() => {
      const result = game.world.attempt(work);
      return result.ok ? result.value : (result.error as Error).message;
    });
  return { game, ann, attempt };
}

/** Each field asks for the next one twice: 2 to the power of their number. */
function doubling(length: number): PrototypeOptions {
  const fields = Array.from({ length }, (_, at) => [`f${at}`, `$protkey(f${at + 1})$protkey(f${at + 1})`]);
  return { ...(Object.fromEntries(fields) as PrototypeOptions), [`f${length}`]: "x" };
}

describe("a prototype that is meant to do harm", () => {
  test("cannot ask itself for ever, nor grow without end", async () => {
    const { game, attempt } = await scene();
    const { prototypes, objects } = game.world;
    const count = [...objects].length;
    const spawn = (what: PrototypeOptions): Promise<unknown> => attempt(() => prototypes.spawn(what).db.f0);
    expect(await spawn({ f0: "$protkey(f0)" })).toEqual(expect.any(String));
    expect(await spawn({ f0: "$protkey(f1)", f1: "$protkey(f0)" })).toEqual(expect.any(String));
    expect(await spawn(doubling(4))).toBe("x".repeat(16));
    expect(await spawn(doubling(18))).toMatch(/again and again/);
    const long = "y".repeat(9000);
    expect(await spawn({ ...doubling(4), f4: long })).toMatch(/grows beyond/);
    expect(await spawn({ f0: `${"$pad(".repeat(400)}x${", 1000)".repeat(400)}` })).toEqual(
      expect.any(String),
    );
    expect([...objects].length).toBe(count + 4);
  });

  test("cannot build on itself, however it is told", async () => {
    const { game, attempt } = await scene();
    const { prototypes } = game.world;
    expect(await attempt(() => prototypes.save({ prototypeKey: "a", prototypeParent: "a" }))).toMatch(
      /builds on itself/,
    );
    await attempt(() => prototypes.save({ prototypeKey: "a", x: 1 }));
    await attempt(() => prototypes.save({ prototypeKey: "b", prototypeParent: "a" }));
    await attempt(() => prototypes.save({ prototypeKey: "c", prototypeParent: ["b"] }));
    expect(
      await attempt(() => prototypes.save({ prototypeKey: "A", prototypeParent: { prototypeParent: "C" } })),
    ).toMatch(/builds on itself/);
    let nested: PrototypeOptions = { x: 1 };
    for (let depth = 0; depth < 30; depth++) nested = { prototypeParent: nested };
    expect(await attempt(() => prototypes.spawn(nested))).toMatch(/more than 20 deep/);
    // What it builds on may go away, or be made to build on it, by another hand.
    await attempt(() => prototypes.delete("a"));
    expect(await attempt(() => prototypes.spawn("c"))).toMatch(/"b" builds on "a", which does not exist/);
    expect((await attempt(() => prototypes.spawn("b"))) as string).toMatch(/does not exist/);
  });

  test("finds with $search only what is of the type, and what its caller controls", async () => {
    const { game, ann } = await scene();
    const { world } = game;
    const [lamp, oil] = await game.turn(() => {
      const things = ["lamp", "oil"].map((key) => world.create(Thing, { key, location: ann.character }));
      for (const thing of things) {
        thing.tags.add("light");
        thing.locks.add(`control:id(${ann.character.id})`);
      }
      return things;
    });
    const spawn = (text: string): Promise<unknown> =>
      game.turn(() => world.prototypes.spawn({ found: text }, { caller: ann.character }).db.found);
    expect(await spawn("$search(lamp)")).toBe(lamp);
    expect(await spawn("$search(light)")).toBe("$search(light)");
    expect(await spawn("$search(light, type=tag)")).toBe("$search(light, type=tag)");
    expect(await spawn("$search(light, type=tag, returnList=true)")).toEqual([lamp, oil]);
    expect(await spawn("$objlist(light, type=tag)")).toEqual([lamp, oil]);
    expect(await spawn("$search(ann, type=account)")).toBe("$search(ann, type=account)");
    const account = world.accounts.find("ann");
    await game.turn(() => account?.locks.add(`control:id(${ann.character.id})`));
    expect(await spawn("$search(ann, type=account)")).toBe(account);
    expect(await spawn("$search(lamp, type=nonsense)")).toBe("$search(lamp, type=nonsense)");
  });
});

describe("an update from a prototype", () => {
  test("refuses places that do not exist, and changes nothing then", async () => {
    const { game, ann, attempt } = await scene([{ prototypeKey: "well", key: "old well", location: "#999" }]);
    const { prototypes } = game.world;
    const thing = await game.create(Thing, { key: "well", location: ann.character });
    expect(await attempt(() => prototypes.update("well", thing))).toBe("location: there is no object #999");
    expect([thing.key, thing.location]).toEqual(["well", ann.character]);
  });

  test("follows the text that a tag shares", async () => {
    const { game, attempt } = await scene();
    const { prototypes } = game.world;
    await attempt(() => prototypes.save({ prototypeKey: "torch", tags: [["lit", "state", "bright"]] }));
    const torch = await game.turn(() => prototypes.spawn("torch"));
    await attempt(() => prototypes.save({ prototypeKey: "torch", tags: [["lit", "state", "dim"]] }));
    expect(await attempt(() => prototypes.update("torch", torch))).toBe(true);
    expect(torch.tags.getTags("lit", { category: "state" })).toMatchObject([{ data: "dim" }]);
    expect(await attempt(() => prototypes.update("torch", torch))).toBe(false);
  });
});
