import { describe, expect, it } from "vitest";
import { timedWorld } from "../../testing/timed-world.ts";
import { attr } from "../attributes/declared/attr.ts";
import type { Entity } from "../entity/entity.ts";
import { WorldObject } from "../object/world-object.ts";
import { callback } from "../time/callback.ts";

class Troll extends WorldObject.with({
  hp: attr.int({ default: 10, category: "stat" }),
  loot: attr.list(attr.text()),
}) {
  static readonly classId = "test/Troll";
}

const roar = callback("roar", (game, troll: Entity, name: string) => {
  const heard = (game.settings.get("heard") ?? []) as readonly string[];
  game.settings.set("heard", [...heard, `${troll.key} ${name} ${Number(Reflect.get(troll, name))}`]);
});
const tell = callback(
  "tell",
  (game, _troll: Entity, _name: string, whom: Troll | null, what: { steps: string[] }) => {
    game.settings.set("told", `${whom?.key ?? "nobody"} ${JSON.stringify(what.steps)}`);
  },
);
const fail = callback("fail", () => {
  throw new Error("deaf");
});
const classes = [Troll];
const callbacks = [roar, tell, fail];

describe("a monitor", () => {
  it("is told once for each turn that changes what it watches, when that is saved", async () => {
    const { game, kernel, turn, pass } = await timedWorld({ classes });
    const troll = await turn(() => kernel.create(Troll, { key: "troll" }));
    const seen: number[] = [];
    await turn(() => game.monitors.add(troll, "hp", ({ hp }) => seen.push(hp)));
    await turn(() => {
      troll.hp = 7;
      troll.hp = 5;
      troll.db["mood"] = "bad";
      expect(seen).toEqual([]);
    });
    await pass(0);
    await turn(() => troll.attributes.add("hp", 3, { category: "stat" }));
    await turn(() => (troll.db["hp"] = "another one"));
    await pass(0);
    expect(seen).toEqual([5, 3]);
  });

  it("is told what else it was given, after a restart too; what was deleted meanwhile is null", async () => {
    const first = await timedWorld({ classes, callbacks });
    const [troll, gate] = await first.turn(() => [
      first.kernel.create(Troll, { key: "troll" }),
      first.kernel.create(Troll, { key: "gate" }),
    ]);
    const heard: unknown[] = [];
    await first.turn(() => {
      const given = { steps: ["run"] };
      first.game.monitors.add(troll, "hp", tell, { args: [gate, given] });
      first.game.monitors.add(troll, "hp", (_, name, word, count) => heard.push(name, word, count), {
        args: ["now", 2],
      });
      given.steps.push("hide");
    });
    await first.turn(() => (troll.hp = 1));
    await first.pass(0);
    expect(heard).toEqual(["hp", "now", 2]);
    expect(first.game.settings.get("told")).toBe('gate ["run"]');
    await first.turn(() => gate.delete({ force: true }));
    first.disk.crash();
    const { game, kernel, turn, pass } = await timedWorld({ classes, callbacks, disk: first.disk });
    await turn(() => ((kernel.objects.get(troll.id) as Troll).hp = 2));
    await pass(0);
    expect(game.settings.get("told")).toBe('nobody ["run"]');
  });

  it("hears of changes within lists, and of fields", async () => {
    const { game, kernel, turn, pass } = await timedWorld({ classes });
    const troll = await turn(() => kernel.create(Troll, { key: "troll" }));
    const seen: string[] = [];
    await turn(() => {
      troll.loot = ["ring"];
      game.monitors.add(troll, "loot", ({ loot }) => seen.push(loot.join("+")));
      game.monitors.add(troll, "key", ({ key }) => seen.push(key));
    });
    await turn(() => troll.loot.push("coin"));
    await pass(0);
    await turn(() => (troll.key = "ogre"));
    await pass(0);
    expect(seen).toEqual(["ring+coin", "ogre"]);
  });

  it("hears nothing of what was undone", async () => {
    const { game, kernel, turn, pass } = await timedWorld({ classes });
    const troll = await turn(() => kernel.create(Troll, { key: "troll" }));
    const seen: number[] = [];
    await turn(() => game.monitors.add(troll, "hp", ({ hp }) => seen.push(hp)));
    await expect(
      turn(() => {
        troll.hp = 1;
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    await turn(() => {
      game.attempt(() => {
        troll.hp = 2;
        throw new Error("no");
      });
    });
    await pass(0);
    expect(seen).toEqual([]);
    await turn(() => (troll.hp = 4));
    await pass(0);
    expect(seen).toEqual([4]);
  });

  it("with a callback outlives the world; with a function it does not", async () => {
    const before = await timedWorld({ classes, callbacks });
    const troll = await before.turn(() => before.kernel.create(Troll, { key: "troll" }));
    await before.turn(() => {
      const { key } = before.game.monitors.add(troll, "hp", roar);
      expect(before.game.monitors.add(troll, "hp", roar).key).toBe(key);
      before.game.monitors.add(troll, "hp", () => {});
    });
    const after = await before.crash();
    expect(after.game.monitors.all().map(({ persistent }) => persistent)).toEqual([true]);
    const found = after.game.objects.get(troll.id) as Troll;
    await after.turn(() => (found.hp = 2));
    await after.pass(0);
    expect(after.game.settings.get("heard")).toEqual(["troll hp 2"]);
    const last = await after.restart("cold");
    const [monitor] = last.game.monitors.all(last.game.objects.get(troll.id) ?? undefined);
    expect(await last.turn(() => last.game.monitors.remove(monitor?.key ?? ""))).toBe(true);
    expect(last.game.settings.keys().filter((key) => key.startsWith("monitor."))).toEqual([]);
  });

  it("that throws is removed, and what it did is undone", async () => {
    const { game, kernel, turn, pass, logged } = await timedWorld({ classes, callbacks });
    const troll = await turn(() => kernel.create(Troll, { key: "troll" }));
    await turn(() => game.monitors.add(troll, "hp", fail));
    await turn(() => (troll.hp = 1));
    await pass(0);
    expect([game.monitors.all(), logged.map(({ message }) => message)]).toEqual([
      [],
      ["a monitor failed and was removed"],
    ]);
  });

  it("ends with its session and with its entity", async () => {
    const { game, kernel, turn } = await timedWorld({ classes, callbacks });
    const troll = await turn(() => kernel.create(Troll, { key: "troll" }));
    await turn(() => game.monitors.add(troll, "hp", () => {}, { session: 7 }));
    await turn(() => game.monitors.add(troll, "hp", roar));
    await turn(() => game.monitors.endSession(7));
    expect(game.monitors.all(troll)).toHaveLength(1);
    await turn(() => troll.delete());
    expect([game.monitors.all(), game.settings.keys().filter((key) => key.startsWith("monitor."))]).toEqual([
      [],
      [],
    ]);
  });

  it("needs something to watch", async () => {
    const { game, kernel, turn } = await timedWorld({ classes });
    const troll = await turn(() => kernel.create(Troll, { key: "troll" }));
    await expect(turn(() => game.monitors.add(troll, "wings", () => {}))).rejects.toThrow(
      'no attribute "wings"',
    );
  });

  it("that hung the world is removed", async () => {
    const before = await timedWorld({ classes, callbacks });
    const troll = await before.turn(() => before.kernel.create(Troll, { key: "troll" }));
    const { key } = await before.turn(() => before.game.monitors.add(troll, "hp", roar));
    const after = await before.crash(0, { suspects: [`monitor ${key.replace("monitor-", "")} #1.hp`] });
    expect(after.reports).toEqual([expect.stringMatching(/^The monitor roar was removed/)]);
    expect(after.game.monitors.all()).toEqual([]);
  });
});
