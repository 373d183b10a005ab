import { describe, expect, it } from "vitest";
import { timedWorld } from "../../testing/timed-world.ts";
import { WorldObject } from "../object/world-object.ts";
import { ownCalendar } from "./calendar.ts";
import { callback } from "./callback.ts";

class Gate extends WorldObject {
  static readonly classId = "test/Gate";

  open(): void {
    this.db["opened"] = Number(this.db["opened"] ?? 0) + 1;
  }

  jam(): void {
    this.db["jammed"] = true;
    throw new Error("it jams");
  }
}

const dawn = callback("dawn", (game) =>
  game.settings.set("dawns", Number(game.settings.get("dawns") ?? 0) + 1),
);
const calendar = ownCalendar({ months: [{ name: "Moon", days: 30 }] });
const classes = [Gate];
const callbacks = [dawn];

describe("game time", () => {
  it("runs by its factor from the first start on", async () => {
    const { game, pass, clock, turn } = await timedWorld();
    const begun = clock.now() / 1000;
    expect([game.time.runtime, game.time.elapsed, game.time.now]).toEqual([0, 0, begun]);
    await pass(30);
    expect([game.time.runtime, game.time.uptime, game.time.elapsed, game.time.now]).toEqual([
      30,
      30,
      60,
      begun + 60,
    ]);
    await turn(() => game.time.reset());
    await pass(1);
    expect([game.time.elapsed, game.time.runtime]).toEqual([2, 31]);
  });

  it("stands still while the server is stopped, and forgets little in a crash", async () => {
    const before = await timedWorld({ time: { factor: 10, calendar } });
    await before.pass(100);
    const after = await before.restart("cold", 5000);
    expect([after.game.time.runtime, after.game.time.uptime, after.game.time.elapsed]).toEqual([
      100, 0, 1000,
    ]);
    await after.pass(20);
    await after.turn(() => after.game.settings.set("anything", 1));
    await after.pass(39);
    const last = await after.crash(5000);
    expect(last.game.time.runtime).toBe(120);
    await last.pass(61);
    const final = await last.crash(5000);
    expect(final.game.time.runtime).toBe(180);
  });

  it("goes on while the server is stopped when the game wants that", async () => {
    const time = { factor: 2, calendar, epoch: 50, ignoreDowntime: true };
    const before = await timedWorld({ time });
    await before.pass(10);
    const after = await before.restart("cold", 90);
    expect([after.game.time.runtime, after.game.time.elapsed, after.game.time.now]).toEqual([10, 200, 250]);
  });

  it("knows how long to wait", async () => {
    const { game, pass } = await timedWorld({ time: { factor: 60, calendar } });
    expect(game.time.realSecondsUntil({ hour: 6 })).toBe(360);
    await pass(361);
    expect(game.time.date).toMatchObject({ year: 1, month: 1, day: 1, hour: 6, min: 1 });
    expect(game.time.realSecondsUntil({ hour: 6 })).toBe(1439);
    expect(game.time.realSecondsUntil({ day: 31 })).toBeNull();
  });
});

describe("schedules", () => {
  const time = { factor: 60, calendar };

  it("do what is to be done at its time, once or again and again", async () => {
    const { game, kernel, turn, pass } = await timedWorld({ classes, callbacks, time });
    const gate = await turn(() => kernel.create(Gate, { key: "gate" }));
    const { key } = await turn(() => game.schedules.add({ hour: 6, repeat: true }, gate, "open"));
    await turn(() => game.schedules.add({ hour: 7 }, dawn));
    await pass(359.9);
    expect(gate.db["opened"]).toBeUndefined();
    await pass(0.1);
    expect([gate.db["opened"], game.schedules.all().map(({ label }) => label)]).toEqual([
      1,
      ["dawn", `${gate.ref}.open`],
    ]);
    await pass(1440 * 3);
    expect([gate.db["opened"], game.settings.get("dawns")]).toEqual([4, 1]);
    await turn(() => game.schedules.cancel(key));
    await pass(1440 * 3);
    expect([gate.db["opened"], game.schedules.all()]).toEqual([4, []]);
    await expect(turn(() => game.schedules.cancel(key))).rejects.toThrow("nothing is scheduled");
    await expect(turn(() => game.schedules.add({ day: 31 }, gate, "open"))).rejects.toThrow("never comes");
  });

  it("go on after reloads, stops and crashes without a drift", async () => {
    const before = await timedWorld({ callbacks, time });
    await before.turn(() => before.game.schedules.add({ hour: 6, repeat: true }, dawn));
    await before.pass(100);
    const second = await before.restart("reload", 17);
    await second.pass(259.9);
    expect(second.game.settings.get("dawns")).toBeUndefined();
    await second.pass(0.1);
    expect(second.game.settings.get("dawns")).toBe(1);
    const third = await second.restart("cold", 10_000);
    await third.pass(1440);
    expect(third.game.settings.get("dawns")).toBe(2);
    const fourth = await third.crash(10_000);
    await fourth.pass(1440);
    expect(fourth.game.settings.get("dawns")).toBe(3);
  });

  it("wait anew when game time is reset", async () => {
    const { game, turn, pass } = await timedWorld({ callbacks, time });
    await turn(() => game.schedules.add({ hour: 6, repeat: true }, dawn));
    await pass(300);
    await turn(() => game.time.reset());
    await pass(359);
    expect(game.settings.get("dawns")).toBeUndefined();
    await pass(1);
    expect(game.settings.get("dawns")).toBe(1);
  });

  it("are undone when they throw, go with their entity, and are suspended when they hang", async () => {
    const before = await timedWorld({ classes, callbacks, time });
    const gate = await before.turn(() => before.kernel.create(Gate, { key: "gate" }));
    const { key } = await before.turn(() =>
      before.game.schedules.add({ min: 30, repeat: true }, gate, "jam"),
    );
    await before.turn(() => before.game.schedules.add({ min: 45, repeat: true }, dawn));
    await before.pass(100);
    expect([gate.db["jammed"], before.logged.filter(({ level }) => level === "error").length]).toEqual([
      undefined,
      2,
    ]);
    const after = await before.crash(0, { suspects: [`schedule ${key.replace("schedule-", "")} #1.jam`] });
    expect(after.reports).toEqual([expect.stringMatching(/^The scheduled #\d+\.jam is suspended/)]);
    await after.pass(100);
    expect(after.logged.filter(({ level }) => level === "error")).toEqual([]);
    expect(after.game.schedules.get(key)?.isSuspended).toBe(true);
    await after.turn(() => after.game.objects.get(gate.id)?.delete());
    expect(after.game.schedules.all().map(({ label }) => label)).toEqual(["dawn"]);
  });
});
