import { describe, expect, it } from "vitest";
import { timedWorld } from "../../testing/timed-world.ts";
import { callback } from "./callback.ts";
import { stageBounce, stageLoop, type OnDemandTask } from "./on-demand-task.ts";

const bloom = callback("bloom", (game, task: OnDemandTask) => {
  game.settings.set("blooms", [...((game.settings.get("blooms") ?? []) as readonly string[]), task.key]);
});
const callbacks = [bloom];
const stages = { 0: "seed", 10: "sprout", 20: ["flower", bloom] } as const;

describe("on-demand tasks", () => {
  it("are worked out when somebody looks, and set off a stage once", async () => {
    const { game, turn, pass, clock } = await timedWorld({ callbacks });
    const waiting = clock.waiting;
    const rose = await turn(() => game.onDemand.add("rose", { category: "plants", stages }));
    expect(clock.waiting).toBe(waiting);
    const seen: unknown[] = [];
    const look = async (): Promise<void> => void seen.push(await turn(() => rose.getStage()));
    await look();
    await pass(19.9);
    await look();
    expect(game.settings.get("blooms")).toBeUndefined();
    await pass(0.1);
    await look();
    await look();
    expect(seen).toEqual(["seed", "sprout", "flower", "flower"]);
    expect([game.settings.get("blooms"), rose.getDt()]).toEqual([["rose"], 20]);
  });

  it("change nothing stored when there is nothing new to see", async () => {
    const { game, kernel, turn, pass } = await timedWorld({ callbacks });
    const rose = await turn(() => game.onDemand.add("rose", { stages }));
    await turn(() => rose.getStage());
    await pass(5);
    expect(kernel.turns.pure(() => rose.getStage())).toBe("seed");
  });

  it("set nothing off where the world may only be looked at", async () => {
    const world = await timedWorld({ callbacks: [bloom] });
    const { game, turn, pass } = world;
    await turn(() => {
      game.onDemand.add("rose", { stages: { 0: "seed", 10: "sprout", 20: ["flower", bloom] } });
      game.onDemand.add("oak", { stages: { 0: "seed" }, autostart: false });
    });
    const look = (key: string): Promise<string | null> =>
      turn(() => game.turns.pure(() => game.onDemand.get(key)?.getStage() ?? null));
    expect([await look("rose"), await look("oak")]).toEqual(["seed", "seed"]);
    await pass(15);
    expect(await look("rose")).toBe("sprout");
    await pass(10);
    expect([await look("rose"), game.settings.get("blooms")]).toEqual([null, undefined]);
    expect(await turn(() => game.onDemand.get("rose")?.getStage())).toBe("flower");
    expect([await look("rose"), game.settings.get("blooms")]).toEqual(["flower", ["rose"]]);
    expect(await turn(() => game.onDemand.get("oak")?.getDt())).toBe(0);
  });

  it("begin when they are first looked at, if they were not started", async () => {
    const { game, turn, pass } = await timedWorld({ callbacks });
    const rose = await turn(() => game.onDemand.add("rose", { stages, autostart: false }));
    await pass(100);
    expect(await turn(() => rose.getStage())).toBe("seed");
    await pass(10);
    expect(await turn(() => rose.getStage())).toBe("sprout");
  });

  it("can be put at any age or stage", async () => {
    const { game, turn, pass } = await timedWorld({ callbacks });
    const rose = await turn(() => game.onDemand.add("rose", { stages }));
    await turn(() => rose.setDt(15));
    expect(await turn(() => rose.getStage())).toBe("sprout");
    await turn(() => rose.setStage("flower"));
    expect([await turn(() => rose.getStage()), rose.getDt(), game.settings.get("blooms")]).toEqual([
      "flower",
      20,
      undefined,
    ]);
    await turn(() => rose.setStage(null));
    await pass(3);
    expect([await turn(() => rose.getStage()), rose.getDt()]).toEqual(["seed", 3]);
    await expect(turn(() => rose.setStage("tree"))).rejects.toThrow('"rose" has no stage "tree"');
  });

  it("loop, and never show where they do", async () => {
    const { game, turn, pass } = await timedWorld();
    const day = await turn(() =>
      game.onDemand.add("day", { stages: { 0: "light", 10: "dark", 20: ["turn", stageLoop] } }),
    );
    const seen: unknown[] = [];
    for (let round = 0; round < 6; round++) {
      seen.push(await turn(() => day.getStage()));
      await pass(10);
    }
    expect(seen).toEqual(["light", "dark", "light", "dark", "light", "dark"]);
    await pass(200);
    expect([await turn(() => day.getStage()), day.iterations]).toEqual(["light", 13]);
  });

  it("bounce", async () => {
    const { game, turn, pass } = await timedWorld();
    const tide = await turn(() =>
      game.onDemand.add("tide", {
        stages: { 0: "low", 10: "middle", 20: "high", 30: ["turn", stageBounce] },
      }),
    );
    const seen: unknown[] = [];
    await pass(5);
    for (let round = 0; round < 9; round++) {
      seen.push(await turn(() => tide.getStage()));
      await pass(10);
    }
    expect(seen).toEqual(["low", "middle", "high", "high", "middle", "low", "low", "middle", "high"]);
  });

  it("are found by key and category, and go", async () => {
    const { game, turn } = await timedWorld({ callbacks });
    await turn(() => {
      game.onDemand.add("rose", { category: "plants" });
      game.onDemand.add("rose");
      game.onDemand.add("torch", { category: "fires" });
    });
    expect(game.onDemand.all().map(({ key, category }) => [category, key])).toEqual([
      ["plants", "rose"],
      [null, "rose"],
      ["fires", "torch"],
    ]);
    expect(game.onDemand.get("torch")).toBeNull();
    expect(await turn(() => game.onDemand.remove("torch", "fires"))).toBe(true);
    await turn(() => game.onDemand.clear(null));
    expect(game.onDemand.all().map(({ category }) => category)).toEqual(["plants"]);
  });

  it("refuse stages that could not be kept", async () => {
    const { game, turn } = await timedWorld();
    await expect(turn(() => game.onDemand.add("rose", { stages }))).rejects.toThrow(
      "would not be found after a restart",
    );
    await expect(turn(() => game.onDemand.add("rose", { stages: { [-1]: "seed" } }))).rejects.toThrow(
      RangeError,
    );
    expect(game.onDemand.get("rose")).toBeNull();
  });
});
