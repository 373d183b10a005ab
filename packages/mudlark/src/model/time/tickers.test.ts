import { describe, expect, it } from "vitest";
import { timedWorld } from "../../testing/timed-world.ts";
import { WorldObject } from "../object/world-object.ts";
import { callback } from "./callback.ts";

class Torch extends WorldObject {
  static readonly classId = "test/Torch";

  flicker(colour = "red"): void {
    const log = (this.game.settings.get("log") ?? []) as readonly string[];
    this.game.settings.set("log", [...log, `${this.key} ${colour}`]);
  }

  fail(): void {
    this.db["trace"] = true;
    throw new Error("wet");
  }
}

const bell = callback("bell", (game, strokes: number) => {
  game.settings.set("strokes", Number(game.settings.get("strokes") ?? 0) + strokes);
});
const classes = [Torch];
const callbacks = [bell];

describe("tickers", () => {
  it("call all with an interval together, in the order of subscription", async () => {
    const { game, kernel, turn, pass } = await timedWorld({ classes, callbacks });
    const [a, b] = await turn(() => ["a", "b"].map((key) => kernel.create(Torch, { key })));
    await turn(() => game.tickers.subscribe(10, b as Torch, "flicker"));
    await pass(4);
    await turn(() => game.tickers.subscribe(10, a as Torch, "flicker", "blue"));
    expect(game.tickers.timeUntilNext(10)).toBe(6);
    await pass(5.9);
    expect(game.settings.get("log")).toBeUndefined();
    await pass(0.1);
    expect(game.settings.get("log")).toEqual(["b red", "a blue"]);
    await pass(10);
    expect(game.settings.get("log")).toEqual(["b red", "a blue", "b red", "a blue"]);
  });

  it("take the same subscription as one, with its new arguments", async () => {
    const { game, turn, pass } = await timedWorld({ callbacks });
    const first = await turn(() => game.tickers.subscribe(5, bell, 1));
    const again = await turn(() => game.tickers.subscribe(5.9, bell, 2));
    const other = await turn(() => game.tickers.subscribe({ interval: 5, id: "second" }, bell, 10));
    expect([again.key === first.key, other.key === first.key]).toEqual([true, false]);
    expect(game.tickers.all().map(({ key }) => key)).toEqual([first.key, other.key]);
    await pass(5);
    expect(game.settings.get("strokes")).toBe(12);
    expect(await turn(() => game.tickers.clear(5))).toBe(2);
    await pass(50);
    expect(game.settings.get("strokes")).toBe(12);
    expect(game.settings.keys().filter((key) => key.startsWith("ticker"))).toEqual([]);
  });

  it("end by their key, which may come from an attribute", async () => {
    const { game, kernel, turn, pass } = await timedWorld({ classes });
    const torch = await turn(() => kernel.create(Torch, { key: "torch" }));
    await turn(() => (torch.db["key"] = game.tickers.subscribe(1, torch, "flicker").key));
    await turn(() => game.tickers.unsubscribe(torch.db["key"] as string));
    await pass(5);
    expect(game.settings.get("log")).toBeUndefined();
    await expect(turn(() => game.tickers.unsubscribe(torch.db["key"] as string))).rejects.toThrow(
      /no ticker has the key/,
    );
    await expect(turn(() => game.tickers.subscribe(0.5, torch, "flicker"))).rejects.toThrow(RangeError);
  });

  it("never were when their turn throws", async () => {
    const { game, turn, pass } = await timedWorld({ callbacks });
    await expect(
      turn(() => {
        game.tickers.subscribe(1, bell, 1);
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    await pass(5);
    expect([game.tickers.all(), game.settings.get("strokes")]).toEqual([[], undefined]);
  });

  it("go on when one fails, whose changes are undone", async () => {
    const { game, kernel, turn, pass, logged } = await timedWorld({ classes, callbacks });
    const torch = await turn(() => kernel.create(Torch, { key: "torch" }));
    await turn(() => game.tickers.subscribe(1, torch, "fail"));
    await turn(() => game.tickers.subscribe(1, bell, 1));
    await pass(3);
    expect([torch.db["trace"], game.settings.get("strokes")]).toEqual([undefined, 3]);
    expect(logged.filter(({ level }) => level === "error")).toHaveLength(3);
  });

  it("go with their entity", async () => {
    const { game, kernel, turn, pass } = await timedWorld({ classes });
    const torch = await turn(() => kernel.create(Torch, { key: "torch" }));
    await turn(() => game.tickers.subscribe(1, torch, "flicker"));
    await turn(() => torch.delete());
    await pass(5);
    expect([game.tickers.all(), game.settings.get("log"), game.tickers.timeUntilNext(1)]).toEqual([
      [],
      undefined,
      null,
    ]);
  });

  it("keep their beat through reloads, stops and crashes", async () => {
    const first = await timedWorld({ callbacks });
    await first.turn(() => first.game.tickers.subscribe(100, bell, 1));
    await first.turn(() =>
      first.game.tickers.subscribe({ interval: 100, persistent: false, id: "x" }, bell, 1000),
    );
    await first.pass(130);
    expect(first.game.settings.get("strokes")).toBe(1001);
    const second = await first.restart("reload", 50);
    expect([second.game.tickers.timeUntilNext(100), second.game.tickers.all().length]).toEqual([70, 2]);
    await second.pass(70);
    expect(second.game.settings.get("strokes")).toBe(2002);
    const third = await second.restart("cold", 1000);
    expect([third.game.tickers.timeUntilNext(100), third.game.tickers.all().length]).toEqual([100, 1]);
    await third.pass(10);
    const fourth = await third.crash(20);
    expect(fourth.game.tickers.timeUntilNext(100)).toBe(70);
    await fourth.pass(70);
    expect(fourth.game.settings.get("strokes")).toBe(2003);
  });

  it("that hang the world are suspended until they are subscribed again", async () => {
    const before = await timedWorld({ callbacks });
    const { key } = await before.turn(() => before.game.tickers.subscribe(1, bell, 1));
    const number = key.replace("ticker-", "");
    const after = await before.crash(0, { suspects: [`ticker ${number} bell`] });
    expect(after.reports).toEqual([
      "The ticker bell is suspended: it held up the world, or ended it twice. Mend it, and subscribe it again.",
    ]);
    await after.pass(5);
    expect([after.game.settings.get("strokes"), after.game.tickers.get(key)?.isSuspended]).toEqual([
      undefined,
      true,
    ]);
    await after.turn(() => after.game.tickers.subscribe(1, bell, 1));
    await after.pass(1);
    expect([after.game.settings.get("strokes"), after.game.tickers.get(key)?.isSuspended]).toEqual([
      1,
      false,
    ]);
  });
});
