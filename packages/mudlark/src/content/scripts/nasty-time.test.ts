import { describe, expect, it } from "vitest";
import { dateAt, gregorian, nextMatch, secondsAt } from "../../model/time/calendar.ts";
import { FakeClock } from "../../testing/fake-clock.ts";
import { MemoryDisk, MemoryStore } from "../../store/memory-store.ts";
import { Candle, ring, Tally } from "../../testing/timed-things.ts";
import { timedWorld, type TimedWorld } from "../../testing/timed-world.ts";

/** The clock on the wall can be put forward and back, as people and NTP do; the other one cannot. */
class WallClock extends FakeClock {
  #shift = 0;

  override now(): number {
    return super.now() + this.#shift;
  }

  put(seconds: number): void {
    this.#shift += seconds * 1000;
  }
}

const hour = 3600;

/** Does something when the world that holds it has stopped. */
class WatchedStore extends MemoryStore {
  onRelease = (): void => {};

  override async release(): Promise<void> {
    await super.release();
    this.onRelease();
  }
}

interface Timers extends TimedWorld {
  readonly wall: WallClock;
  readonly store: WatchedStore;
}

/** A tally that ticks every 10 s, a ticker every 10 s and a delay of 40 s, all begun now. */
async function timers(): Promise<Timers> {
  const wall = new WallClock();
  const store = new WatchedStore();
  const world = await timedWorld({ store, clock: wall, classes: [Candle, Tally], callbacks: [ring] });
  await world.turn(() => {
    const candle = world.kernel.create(Candle, { key: "candle", noHome: true });
    candle.scripts.add(Tally, { key: "tally", interval: 10, startDelay: true });
    world.game.tickers.subscribe(10, candle, "gutter", "tick");
    world.game.delay(40, ring, 1);
  });
  return { ...world, wall, store };
}

function counts({ kernel, scripts, game }: TimedWorld): readonly unknown[] {
  const [candle] = [...kernel.objects] as Candle[];
  return [
    scripts.called("tally").map((one) => (one as Tally).ticks),
    candle?.log.length,
    game.settings.get("rung"),
  ];
}

describe.each([-hour, hour, -30 * 365 * 24 * hour])("a clock that is put by %i s", (seconds) => {
  it("while the world runs, shifts no timer", async () => {
    const world = await timers();
    await world.pass(12);
    world.wall.put(seconds);
    await world.pass(24);
    expect(counts(world)).toEqual([[3], 3, undefined]);
    await world.pass(5);
    expect(counts(world)).toEqual([[4], 4, 1]);
  });

  it("while it runs, before it is stopped and begun again, shifts none that counts what is left", async () => {
    const before = await timers();
    await before.pass(12);
    before.wall.put(seconds);
    await before.pass(1);
    const after = await before.restart("cold", 100);
    await after.pass(6);
    expect(counts(after)[0]).toEqual([1]);
    await after.pass(1);
    expect(counts(after)[0]).toEqual([2]);
    expect([...after.time.faults()]).toEqual([]);
  });

  it("while it is stopped, leaves to each what was left", async () => {
    const before = await timers();
    await before.pass(12);
    before.store.onRelease = () => before.wall.put(seconds);
    const after = await before.restart("cold", 100);
    await after.pass(7.9);
    expect(counts(after)[0]).toEqual([1]);
    await after.pass(0.2);
    expect(counts(after)[0]).toEqual([2]);
  });

  it("while it is dead, makes nobody wait for longer than an interval, or tick twice", async () => {
    const before = await timers();
    await before.pass(12);
    before.wall.put(seconds);
    const after = await before.crash(1);
    await after.pass(10);
    const [[ticks], tickers] = counts(after) as [[number], number];
    expect([2, 3]).toContain(ticks);
    expect(tickers).toBe(2);
    expect([...after.time.faults()]).toEqual([]);
  });
});

describe("game time far from now", () => {
  it("counts on where JavaScript's own dates end, and back", () => {
    const day = 24 * hour;
    for (const year of [-300_000, -1, 0, 99, 275_761, 1_000_000, 200_000_000]) {
      const at = secondsAt(gregorian, { year, month: 2, day: 28, hour: 23, min: 59, sec: 59 });
      const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
      expect(dateAt(gregorian, at + 1)).toMatchObject({
        year,
        month: isLeap ? 2 : 3,
        day: isLeap ? 29 : 1,
        hour: 0,
      });
      expect(nextMatch(gregorian, at, { hour: 6 })).toBe(at + 1 + 6 * hour);
      expect(dateAt(gregorian, at + 7 * day).weekday).toBe(dateAt(gregorian, at).weekday);
    }
    expect(nextMatch(gregorian, 0, { month: 2, day: 30 })).toBeNull();
  });

  it("keeps schedules in a world that is a million years old", async () => {
    const time = { factor: 1000, epoch: 1_000_000 * 365.2425 * 24 * hour };
    const before = await timedWorld({ time, callbacks: [ring] });
    await before.turn(() => before.game.schedules.add({ hour: 6, repeat: true }, ring, 1));
    const wait = before.game.time.realSecondsUntil({ hour: 6 }) ?? 0;
    const after = await before.crash(0);
    await after.pass(wait - 1);
    expect(after.game.settings.get("rung")).toBeUndefined();
    await after.pass(2);
    expect(after.game.settings.get("rung")).toBe(1);
    expect(after.game.time.date.year).toBe(1_001_970);
  });
});

describe("what cannot be a time", () => {
  it.each([Number.NaN, Infinity, -Infinity])("%d is refused everywhere", async (seconds) => {
    const { turn, kernel, game, scripts, time } = await timers();
    const candle = [...kernel.objects][0] as Candle;
    const refused = [
      () => candle.scripts.add(Tally, { interval: seconds }),
      () => scripts.called("tally")[0]?.start({ interval: seconds }),
      () => game.tickers.subscribe(seconds, candle, "gutter", "x"),
      () => game.delay(seconds, ring, 1),
      () => game.onDemand.add("rose", { stages: { [seconds]: "seed" } }),
      () => game.onDemand.add("rose").setDt(seconds),
      () => game.schedules.add({ hour: seconds }, ring, 1),
    ];
    for (const work of refused) await expect(turn(() => void work())).rejects.toBeInstanceOf(RangeError);
    expect([...time.faults()]).toEqual([]);
    expect([...scripts.all()].length).toBe(1);
  });
});

describe("a stored timer that is damaged", () => {
  it("does not go on, and takes no other with it", async () => {
    const disk = new MemoryDisk();
    const world = await timedWorld({ disk, classes: [Candle, Tally], callbacks: [ring] });
    await world.turn(() => {
      const candle = world.kernel.create(Candle, { key: "candle", noHome: true });
      candle.scripts.add(Tally, { key: "broken", interval: 10, startDelay: true });
      candle.scripts.add(Tally, { key: "sound", interval: 10, startDelay: true });
      for (const why of ["broken", "sound"]) {
        world.game.tickers.subscribe({ interval: 10, id: why }, candle, "gutter", why);
        world.game.delay(10, candle, "gutter", why);
      }
    });
    await world.kernel.committer.flush();
    const first = (prefix: string): string =>
      [...disk.settings.keys()].find((key) => key.startsWith(prefix)) ?? "";
    disk.settings.set(first("ticker."), '{"interval":"often","call":{"name":"x"}}');
    disk.settings.set(first("delay."), '"soon"');
    const row = disk.rows.get("1 script");
    if (row !== undefined) {
      disk.rows.set("1 script", { ...row, body: (row.body ?? "").replace(/"due":\d+/, '"due":"late"') });
    }
    const after = await world.crash(0);
    await after.pass(10);
    const candle = [...after.kernel.objects][0] as Candle;
    expect(candle.log.toSorted()).toEqual(["sound", "sound"]);
    const ticks = (key: string): unknown => after.scripts.called(key).map((one) => (one as Tally).ticks);
    expect([ticks("broken"), ticks("sound")]).toEqual([[0], [1]]);
    expect(after.logged.filter(({ message }) => message.includes("damaged"))).toHaveLength(3);
  });
});
