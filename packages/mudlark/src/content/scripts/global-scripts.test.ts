import { describe, expect, it } from "vitest";
import { Tally } from "../../testing/timed-things.ts";
import { timedWorld } from "../../testing/timed-world.ts";
import { Script } from "./script.ts";

class Moon extends Script {
  static override readonly classId = "test/Moon";
  override atScriptCreation(): void {
    if (this.game.settings.get("eclipse") === true) throw new Error("dark");
  }
}

const classes = [Tally, Moon];

describe("global scripts", () => {
  it("are made at the first start and found again at the next", async () => {
    const globals = { tide: { class: Tally, interval: 5, startDelay: true }, moon: { class: Moon } };
    const first = await timedWorld({ classes, globals });
    expect(first.scripts.globals.all().map(({ key, owner }) => [key, owner])).toEqual([
      ["moon", null],
      ["tide", null],
    ]);
    const { id } = first.scripts.globals.get("tide") as Tally;
    await first.pass(10);
    const second = await first.restart("cold", 100);
    const tide = second.scripts.globals.get("tide") as Tally;
    expect([tide.id, tide.ticks, tide.isActive]).toEqual([id, 2, true]);
    await second.pass(5);
    expect(tide.ticks).toBe(3);
  });

  it("are made anew when the game wishes something else, or somebody has deleted them", async () => {
    const first = await timedWorld({ classes, globals: { tide: { class: Tally, interval: 5 } } });
    const before = first.scripts.globals.get("tide");
    const second = await first.restart("reload", 0, { globals: { tide: { class: Tally, interval: 7 } } });
    const tide = second.scripts.globals.get("tide");
    expect([tide?.interval, tide?.id === before?.id, [...second.scripts.all()].length]).toEqual([
      7,
      false,
      1,
    ]);
    await second.turn(() => tide?.delete());
    const again = await second.turn(() => second.scripts.globals.get("tide"));
    expect([again?.key, again?.isActive, again?.id === tide?.id]).toEqual(["tide", true, false]);
  });

  it("stay paused and suspended, but are started when they were stopped", async () => {
    const globals = { a: { class: Tally, interval: 5 }, b: { class: Tally, interval: 5 } };
    const first = await timedWorld({ classes, globals });
    await first.turn(() => {
      first.scripts.globals.get("a")?.pause();
      first.scripts.globals.get("b")?.stop();
    });
    const second = await first.restart("reload");
    expect(second.scripts.globals.all().map(({ isActive, isPaused }) => [isActive, isPaused])).toEqual([
      [true, true],
      [true, false],
    ]);
  });

  it("that cannot be made leave the others alone", async () => {
    const first = await timedWorld({ classes });
    await first.turn(() => first.game.settings.set("eclipse", true));
    const globals = { moon: { class: Moon }, tide: { class: Tally, interval: 5 } };
    const second = await first.restart("reload", 0, { globals });
    expect([...second.scripts.all()].map(({ key }) => key)).toEqual(["tide"]);
    expect(second.logged.map(({ message }) => message)).toContain("a global script could not be made");
  });

  it("of others are found by key when they belong to nothing", async () => {
    const { scripts, turn } = await timedWorld({ classes });
    const comet = await turn(() => scripts.create(Moon, { key: "comet" }));
    expect(scripts.globals.get("Comet")).toBe(comet);
    expect(scripts.globals.get("sun")).toBeNull();
  });
});
