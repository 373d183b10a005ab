import { describe, expect, it } from "vitest";
import { Thing, timedWorld } from "../../testing/timed-world.ts";
import { WorldObject } from "../object/world-object.ts";
import { callback } from "./callback.ts";

class Lantern extends WorldObject {
  static readonly classId = "test/Lantern";

  gutter(strength: number, by: WorldObject | null): void {
    this.db["gutters"] = [...((this.db["gutters"] as string[] | undefined) ?? []), `${strength} ${by?.key}`];
  }

  burst(): void {
    this.db["burst"] = true;
    throw new Error("it burst");
  }
}

const tide = callback("tide", (game, height: number) => game.settings.set("tide", height));
const classes = [Lantern];
const callbacks = [tide];

describe("a delay with a function", () => {
  it("runs once, in a turn of its own", async () => {
    const { game, kernel, turn, pass } = await timedWorld({ classes });
    const lantern = await turn(() => kernel.create(Lantern, { key: "lantern" }));
    const task = await turn(() =>
      game.delay(2.5, () => (lantern.db["lit"] = Number(lantern.db["lit"] ?? 0) + 1)),
    );
    expect([task.timeLeft, task.persistent, game.delays.all()]).toEqual([2.5, false, [task]]);
    await pass(2.4);
    expect(lantern.db["lit"]).toBeUndefined();
    await pass(0.1);
    expect([lantern.db["lit"], task.exists, task.timeLeft]).toEqual([1, false, null]);
    await pass(10);
    expect(lantern.db["lit"]).toBe(1);
  });

  it("never was when its turn throws, and is still there when the turn that cancels it throws", async () => {
    const { game, turn, pass } = await timedWorld();
    let runs = 0;
    const work = (): void => void (runs += 1);
    await expect(
      turn(() => {
        game.delay(1, work);
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    await pass(2);
    expect([runs, game.delays.all()]).toEqual([0, []]);
    const task = await turn(() => game.delay(1, work));
    await expect(
      turn(() => {
        task.cancel();
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    await pass(1);
    expect(runs).toBe(1);
  });

  it("can be held, done early, and cancelled", async () => {
    const { game, turn, pass } = await timedWorld();
    const done: string[] = [];
    const [held, early, off] = await turn(() =>
      ["held", "early", "off"].map((name) => game.delay(10, () => done.push(name))),
    );
    await pass(4);
    await turn(() => held?.pause());
    await turn(() => [early?.call(), early?.doNow(), early?.doNow()]);
    expect(done).toEqual(["early", "early"]);
    expect(await turn(() => [off?.cancel(), off?.cancel()])).toEqual([true, false]);
    await pass(100);
    expect([held?.isPaused, held?.timeLeft]).toEqual([true, 6]);
    await turn(() => held?.unpause());
    await pass(6);
    expect(done).toEqual(["early", "early", "held"]);
    expect(game.delays.all()).toEqual([]);
  });

  it("is undone when it throws, and is not tried again", async () => {
    const { game, kernel, turn, pass, logged } = await timedWorld({ classes });
    const lantern = await turn(() => kernel.create(Lantern, { key: "lantern" }));
    await turn(() => game.delay(1, () => lantern.burst()));
    await pass(100);
    expect(lantern.db["burst"]).toBeUndefined();
    expect(logged.map(({ message }) => message)).toEqual([
      "a delayed task failed, and what it did was undone",
    ]);
    expect(game.delays.failed).toEqual([]);
  });

  it("is gone with the world", async () => {
    const before = await timedWorld();
    await before.turn(() => before.game.delay(1, () => {}));
    const after = await before.restart("reload");
    expect(after.game.delays.all()).toEqual([]);
  });

  it("needs a turn and a sensible number", async () => {
    const { game, turn } = await timedWorld();
    expect(() => game.delay(1, () => {})).toThrow(/belong into a turn/);
    await expect(turn(() => game.delay(-1, () => {}))).rejects.toThrow(RangeError);
    await expect(turn(() => game.delay(Number.NaN, () => {}))).rejects.toThrow(RangeError);
  });
});

describe("a durable delay", () => {
  it("runs once right after the start when it fell due while the server was stopped [world W59]", async () => {
    const before = await timedWorld({ classes, callbacks });
    const { id } = await before.turn(() => {
      const lantern = before.kernel.create(Lantern, { key: "lantern" });
      before.game.delay(60, lantern, "gutter", 3, lantern);
      return lantern;
    });
    await before.pass(20);
    const after = await before.restart("cold", 100);
    await after.pass(0);
    const lantern = after.game.objects.get(id);
    expect(lantern?.db["gutters"]).toEqual(["3 lantern"]);
    await after.pass(1000);
    const last = await after.restart("cold", 100);
    await last.pass(1000);
    expect(last.game.objects.get(id)?.db["gutters"]).toEqual(["3 lantern"]);
    expect(last.game.delays.all()).toEqual([]);
  });

  it("refuses a function, and works with what can be stored afterwards [world W60]", async () => {
    const before = await timedWorld({ classes, callbacks });
    const { game, turn } = before;
    // @ts-expect-error a function cannot be stored
    await expect(turn(() => game.delay(60, () => {}, { persistent: true }))).rejects.toThrow(
      "a function cannot be stored; give a method of an entity by its name, or a callback",
    );
    const anonymous = callback("anonymous", () => {});
    await expect(turn(() => game.delay(60, anonymous))).rejects.toThrow(
      'the callback "anonymous" would not be found after a restart',
    );
    await turn(() => game.delay(60, tide, 12));
    const after = await before.restart("cold", 100);
    await after.pass(0);
    expect(after.game.settings.get("tide")).toBe(12);
    expect(after.game.delays.failed).toEqual([]);
  });

  it("refuses arguments that cannot be stored, and methods that are not there", async () => {
    const { game, kernel, turn } = await timedWorld({ classes, callbacks });
    const lantern = await turn(() => kernel.create(Lantern, { key: "lantern" }));
    await expect(turn(() => game.delay(1, tide, (() => {}) as never))).rejects.toThrow(
      "a function cannot be stored",
    );
    await expect(turn(() => game.delay(1, lantern, "glow" as "burst"))).rejects.toThrow(
      'has no method "glow"',
    );
    await expect(turn(() => game.delay(1, undefined as never))).rejects.toThrow("there is nothing to call");
    expect(game.delays.all()).toEqual([]);
    expect(game.settings.keys().filter((key) => key.startsWith("delay."))).toEqual([]);
  });

  it("survives a crash, and is done at most once", async () => {
    const before = await timedWorld({ classes, callbacks });
    await before.turn(() => before.game.delay(10, tide, 1));
    const after = await before.crash(30);
    await after.pass(0);
    expect(after.game.settings.get("tide")).toBe(1);
    await after.turn(() => after.game.settings.set("tide", 0));
    const last = await after.crash(30);
    await last.pass(100);
    expect(last.game.settings.get("tide")).toBe(0);
  });

  it("that throws is undone, put among the failed, and never tried again", async () => {
    const before = await timedWorld({ classes, callbacks });
    const lantern = await before.turn(() => before.kernel.create(Lantern, { key: "lantern" }));
    const task = await before.turn(() => before.game.delay(5, lantern, "burst"));
    await before.pass(5);
    expect(lantern.db["burst"]).toBeUndefined();
    const after = await before.restart("cold");
    await after.pass(100);
    expect(after.game.delays.failed).toEqual([
      { id: task.id, label: `${lantern.ref}.burst`, at: expect.any(Number) as number, error: "it burst" },
    ]);
    expect(after.game.delays.all()).toEqual([]);
  });

  it("goes with the entity whose method it is", async () => {
    const { game, kernel, turn, pass, logged } = await timedWorld({ classes });
    const lantern = await turn(() => kernel.create(Lantern, { key: "lantern" }));
    await turn(() => game.delay(5, lantern, "burst"));
    await turn(() => lantern.delete());
    expect(game.delays.all()).toEqual([]);
    await pass(10);
    expect([logged, game.settings.keys().filter((key) => key.startsWith("delay."))]).toEqual([[], []]);
  });

  it("reads null where an argument is gone", async () => {
    const before = await timedWorld({ classes });
    const id = await before.turn(() => {
      const lantern = before.kernel.create(Lantern, { key: "lantern" });
      const witness = before.kernel.create(Thing, { key: "witness" });
      before.game.delay(5, lantern, "gutter", 1, witness);
      witness.delete({ force: true });
      return lantern.id;
    });
    const after = await before.restart("reload");
    await after.pass(5);
    expect(after.game.objects.get(id)?.db["gutters"]).toEqual(["1 undefined"]);
  });

  it("stays paused through a restart", async () => {
    const before = await timedWorld({ callbacks });
    const { id } = await before.turn(() => before.game.delay(10, tide, 7));
    await before.pass(4);
    await before.turn(() => before.game.delays.get(id)?.pause());
    const after = await before.restart("cold", 100);
    await after.pass(100);
    const task = after.game.delays.get(id);
    expect([task?.isPaused, task?.timeLeft]).toEqual([true, 6]);
    await after.turn(() => task?.unpause());
    await after.pass(6);
    expect(after.game.settings.get("tide")).toBe(7);
  });

  it("that hung the world is suspended until somebody lets it go on", async () => {
    const before = await timedWorld({ callbacks });
    const { id } = await before.turn(() => before.game.delay(10, tide, 7));
    const after = await before.crash(30, { suspects: [`delay ${id} tide`] });
    expect(after.reports).toEqual([
      `The delay ${id} (tide) is suspended: it held up the world, or ended it twice. Cancel it, or mend it and unpause it.`,
    ]);
    await after.pass(100);
    expect(after.game.settings.get("tide")).toBeUndefined();
    const last = await after.restart("reload");
    await last.pass(100);
    expect(last.game.settings.get("tide")).toBeUndefined();
    await last.turn(() => last.game.delays.get(id)?.unpause());
    await last.pass(0);
    expect(last.game.settings.get("tide")).toBe(7);
  });

  it("leaves nothing behind in memory", async () => {
    const { game, kernel, turn, pass, clock } = await timedWorld({ callbacks });
    const waiting = clock.waiting;
    const keys = game.settings.keys().length;
    for (let round = 0; round < 100; round++) await turn(() => game.delay(1000, tide, round).cancel());
    await turn(() => game.delay(1, tide, 1));
    await pass(1);
    await kernel.committer.flush();
    expect(game.settings.keys().length - keys).toBeLessThanOrEqual(2);
    await pass(2000);
    expect(clock.waiting).toBe(waiting);
  });
});
