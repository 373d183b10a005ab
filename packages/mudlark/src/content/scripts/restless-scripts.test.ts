import { describe, expect, it } from "vitest";
import { WorldObject } from "../../model/object/world-object.ts";
import { callback } from "../../model/time/callback.ts";
import { Candle } from "../../testing/timed-things.ts";
import { timedWorld, type TimedWorld } from "../../testing/timed-world.ts";
import { Script } from "./script.ts";

/** Does with itself what it is told, in the middle of its own tick. */
class Restless extends Script {
  static override readonly classId: string = "test/Restless";

  override atRepeat(): void {
    this.db.ticks = Number(this.db.ticks ?? 0) + 1;
    switch (this.db.does) {
      case "delete":
        this.delete();
        return;
      case "stop":
        this.stop();
        return;
      case "pause":
        this.pause();
        return;
      case "start":
        this.start({ interval: 5 });
        return;
      case "delete owner":
        this.owner?.delete();
        return;
      case "delete and throw":
        this.delete();
        throw new Error("no");
      case "force":
        this.forceRepeat();
        return;
      case "breed":
        if (Number(this.db.ticks) === 1) this.owner?.scripts.add(Restless, { key: "child", interval: 10 });
        return;
    }
  }

  override atStop(): void {
    if (this.db.rises === true) this.start();
  }
}

/** Whose depth nobody has seen. */
class Well extends WorldObject {
  static readonly classId: string = "test/Well";

  fall(): void {
    this.db.depth = Number(this.db.depth ?? 0) + 1;
    this.game.whole(() => this.fall());
  }
}

const gone = callback("gone", (game, id: number) => {
  game.objects.get(id)?.delete();
});

async function scene(
  does: string,
): Promise<TimedWorld & { readonly candle: Candle; readonly script: Restless }> {
  const world = await timedWorld({ classes: [Candle, Restless, Well], callbacks: [gone] });
  const [candle, script] = await world.turn(() => {
    const owner = world.kernel.create(Candle, { key: "candle", noHome: true });
    const made = owner.scripts.add(Restless, { key: "restless", interval: 10, startDelay: true });
    made.db.does = does;
    return [owner, made] as const;
  });
  return { ...world, candle, script };
}

describe("a script that turns on itself in its own tick", () => {
  it.each<[string, number, boolean]>([
    ["delete", 0, true],
    ["stop", 1, false],
    ["pause", 1, false],
    ["delete owner", 0, true],
    // It ticks at once when it is started anew, and that tick starts it anew.
    ["start", 1, false],
  ])("(%s) leaves no timer behind", async (does, ticks, isDeleted) => {
    const { pass, script, time, scripts, crash } = await scene(does);
    await pass(10);
    expect([...time.faults()]).toEqual([]);
    expect(script.isDeleted).toBe(isDeleted);
    if (!isDeleted) expect(script.db.ticks).toBeGreaterThanOrEqual(ticks);
    const left = [...scripts.all()].length;
    const after = await crash(0);
    await after.pass(1);
    expect([[...after.time.faults()], [...after.scripts.all()].length]).toEqual([[], left]);
  });

  it("and throws is whole again, and goes on", async () => {
    const { pass, script, time } = await scene("delete and throw");
    await pass(30);
    expect([script.isDeleted, script.isActive, script.db.ticks]).toEqual([false, true, undefined]);
    expect([...time.faults()]).toEqual([]);
  });

  it("and calls itself without end is undone each time, and holds nobody up", async () => {
    const { pass, script, time, candle, game, turn } = await scene("force");
    await turn(() => game.tickers.subscribe(10, candle, "gutter", "tick"));
    await pass(20);
    expect([script.db.ticks, candle.log, [...time.faults()]]).toEqual([undefined, ["tick", "tick"], []]);
  });

  it("like whatever else goes in circles, is called again at its time", async () => {
    const { pass, time, turn, game, logged } = await scene("nothing");
    await turn(() => {
      const well = game.create(Well, { key: "well", noHome: true });
      game.tickers.subscribe(10, well, "fall");
      game.delay(10, well, "fall");
      game.schedules.add({ sec: 20, repeat: true }, well, "fall");
    });
    await pass(10);
    expect(game.delays.failed).toHaveLength(1);
    await pass(50);
    expect([[...time.faults()], game.delays.all(), game.schedules.all().length]).toEqual([[], [], 1]);
    expect(logged.filter(({ level }) => level === "error").length).toBeGreaterThan(6);
  });

  it("and starts when it stops ends with its object", async () => {
    const { pass, script, time, candle, turn, scripts } = await scene("breed");
    await turn(() => (script.db.rises = true));
    await pass(10);
    expect([...scripts.all()]).toHaveLength(2);
    await turn(() => candle.delete());
    await pass(30);
    expect([[...scripts.all()], [...time.faults()]]).toEqual([[], []]);
  });
});

describe("what is deleted while its timers are due", () => {
  it("is called by none of them, in whatever order they come", async () => {
    const { pass, time, candle, turn, game } = await scene("nothing");
    await turn(() => {
      game.delay(10, gone, candle.id);
      game.delay(10, candle, "gutter", "late");
      game.tickers.subscribe(10, candle, "gutter", "tick");
      game.schedules.add({ sec: 20, repeat: true }, candle, "gutter", "again");
      game.monitors.add(candle, "key", gone as never);
    });
    await pass(60);
    expect([
      game.objects.get(candle.id),
      game.delays.all(),
      game.tickers.all(),
      game.schedules.all(),
    ]).toEqual([null, [], [], []]);
    expect([...time.faults()]).toEqual([]);
    expect(game.settings.keys().filter((key) => /^(?:ticker|delay|schedule|monitor)\./.test(key))).toEqual(
      [],
    );
  });

  it("and is back because the turn was undone, is called as before", async () => {
    const { pass, time, candle, turn, game, script } = await scene("nothing");
    await turn(() => game.tickers.subscribe(10, candle, "gutter", "tick"));
    await turn(() => {
      candle.delete();
      throw new Error("no");
    }).catch(() => {});
    await pass(10);
    expect([candle.log, script.db.ticks, [...time.faults()]]).toEqual([["tick"], 1, []]);
  });
});
