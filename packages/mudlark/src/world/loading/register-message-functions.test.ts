import { describe, expect, test } from "vitest";
import { testGame, type TestGame } from "../../testing/test-game.ts";
import type { TestPlayer } from "../../testing/test-player.ts";
import type { WorldObject } from "../../model/object/world-object.ts";

interface Scene {
  readonly game: TestGame;
  readonly hall: WorldObject;
  readonly ann: TestPlayer;
  readonly says: (text: string, raiseErrors?: boolean) => Promise<string>;
}

async function scene(): Promise<Scene> {
  const game = await testGame({
    definition: {
      messageFunctions: {
        shout: ({ args: [text = ""] }, reading) => (reading.isYou(null) ? text : text.toUpperCase()),
        broken: () => {
          throw new Error("no");
        },
        an: ({ args: [noun = ""] }) => `one ${noun}`,
      },
      spawnFunctions: {
        double: ({ args: [number] }) => Number(number) * 2,
        home: (_call, { game: world }) => world.objects.get(2),
        nothing: () => undefined,
      },
    },
  });
  const { hall, ann, ben } = await game.scene({ rooms: ["hall"], players: { ann: "hall", ben: "hall" } });
  const says = async (text: string, raiseErrors = false): Promise<string> => {
    const before = ann.session.text.length;
    await game.turn(() => hall.msgContents(text, { from: ben.character, raiseErrors }));
    await game.rest();
    return ann.session.text.slice(before).trim();
  };
  return { game, hall, ann, says };
}

describe("functions of a game in messages and prototypes", () => {
  test("are called, may know the reader, and replace stock ones", async () => {
    const { says } = await scene();
    expect(await says("$You() $conj(cry), $shout(fire)! $an(hour) late.")).toBe(
      "Ben cries, FIRE! one hour late.",
    );
  });

  test("that throw, or are none, are shown as they are written, or are errors", async () => {
    const { says } = await scene();
    expect(await says("$broken(1) $frob(2) $you(")).toBe("$broken(1) $frob(2) $you(");
    for (const text of ["$broken(1)", "$frob(2)", "$pad($conj())"]) {
      await expect(says(text, true)).rejects.toMatchObject({ code: "TEMPLATE_CALL" });
    }
    expect(await says("$You() $conj(nod).", true)).toBe("Ben nods.");
  });

  test("work values out for objects that are spawned", async () => {
    const { game } = await scene();
    const made = await game.turn(() =>
      game.world.prototypes.spawn({ weight: "$double(21)", place: "$home()", x: "$nothing() at all" }),
    );
    expect([made.db.weight, made.db.place, made.db.x]).toEqual([
      42,
      game.world.objects.get(2),
      "$nothing() at all",
    ]);
  });

  test("need a name that a text can call", async () => {
    const definition = { messageFunctions: { "two words": () => "" } };
    await expect(testGame({ definition })).rejects.toThrow(/two words/);
  });
});
