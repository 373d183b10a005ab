import { describe, expect, it } from "vitest";
import { Script } from "../../../content/scripts/script.ts";
import { testGame, type TestGame } from "../../../testing/test-game.ts";
import { playedScene } from "../played-scene.suite.ts";

class Tide extends Script {
  static override readonly classId = "test/Tide";

  override atScriptCreation(): void {
    this.key = "tide";
    this.interval = 30;
    this.startDelay = true;
  }
}

async function scene(): Promise<{
  game: TestGame;
  types: (line: string, answers?: readonly string[]) => Promise<string>;
}> {
  const game = await testGame({ classes: [Tide] });
  const { ann } = await game.scene({
    rooms: ["hall"],
    players: { ann: { in: "hall", permissions: ["Developer"] } },
  });
  const types = async (line: string, answers: readonly string[] = []): Promise<string> => {
    const { sentTo } = await game.call(line, { as: ann, answers });
    return sentTo(ann).join("\n");
  };
  return { game, types };
}

describe("scripts", () => {
  it("adds, lists, holds and deletes them", async () => {
    const { game, types } = await scene();
    expect(await types("scripts")).toBe("There are no scripts.");
    expect(await types("scripts here = test/Tide")).toBe("tide (#1) is on hall now: 30s.");
    await game.clock.advance("10s");
    expect(await types("scripts here")).toMatch(/#1\s.*tide.*test\/Tide.*hall.*30s.*20s[^]*One script\./);
    expect(await types("scripts/pause tide")).toBe("This script was paused:\n  tide (#1): paused");
    expect(await types("scripts/unpause #1")).toBe("This script was unpaused:\n  tide (#1): 20s");
    expect(await types("scripts/stop test/Tide")).toBe("This script was stopped:\n  tide (#1): stopped");
    expect(await types("scripts/start 1-5")).toBe("This script was started:\n  tide (#1): 30s");
    expect(await types("scripts/delete tide", ["n"])).toMatch(/Nothing is deleted\.$/);
    expect(await types("scripts/delete tide", ["y"])).toMatch(/tide \(#1\) is deleted\.$/);
    expect([...game.world.scripts.all()]).toEqual([]);
  });

  it("deletes nothing that was not named", async () => {
    const { game, types } = await scene();
    await types("scripts here = test/Tide");
    expect(await types("scripts/delete")).toMatch(/^Which script\?/);
    expect(await types("scripts/delete here")).toBe('No script has the id, key or class "here".');
    expect(await types("scripts/delete #7")).toBe("There is no script #7.");
    expect(await types("scripts/stop/delete tide")).toBe("One switch at a time, please.");
    expect(await types("scripts here = test/Wind")).toBe('There is no class of scripts called "test/Wind".');
    expect([...game.world.scripts.all()]).toHaveLength(1);
  });
});

describe("scripts on nothing, and several", () => {
  it("makes one of a class of which there is none, or of a key and a class", async () => {
    const { game, types } = await scene();
    expect(await types("scripts test/Tide")).toBe("You make tide (#1), which is on nothing: 30s.");
    expect(await types("scripts test/Tide")).toMatch(/tide[^]*One script\./);
    expect(await types("scripts spring:Tide")).toMatch(/^You make .*\(#2\), which is on nothing: 30s\.$/);
    expect(await types("scripts spring:test/Wind")).toMatch(/^No script has the id/);
    expect([...game.world.scripts.all()].map(({ owner }) => owner)).toEqual([null, null]);
  });

  it("with a switch, only what is on the object and was named counts, and of several it is asked first", async () => {
    const { game, types } = await scene();
    await types("scripts here = test/Tide");
    await types("scripts here = test/Tide");
    await types("scripts spring:Tide");
    expect(await types("scripts/delete here = flood")).toBe(
      'hall has no script with the key or class "flood".',
    );
    expect(await types("scripts/stop here = test/Tide", ["n"])).toMatch(
      /^Stop tide .* and tide .*Nothing was changed\.$/s,
    );
    expect(await types("scripts/stop here = tide", ["y"])).toContain("2 scripts were stopped:");
    expect(await types("scripts/delete here = tide", ["y"])).toContain("is deleted.");
    expect([...game.world.scripts.all()].map(({ ref, isActive }) => [ref, isActive])).toEqual([["#3", true]]);
    expect(await types("scripts/stop 3-1")).toBe("This script was stopped:\n  spring (#3): stopped");
    await types("scripts still:mudlark.Script");
    expect(await types("scripts/start still")).toMatch(/still \(#\d+\): it has no timer$/);
    expect(await types("scripts/stop 1-500")).toBe("At most 100 ids can be named at once.");
  });
});

describe("time, tickers and tasks", () => {
  it("tell the time of the game and of the server", async () => {
    const { game, types } = await scene();
    await game.clock.advance("1h");
    expect(await types("time")).toBe(
      "In the game it is 02:00 on Thursday, 1 January, year 2026.\n" +
        "For the server it is 2026-01-01 01:00 UTC.\n" +
        "It was last started or reloaded 1h 0m ago, and has run for 1h 0m since its first start.",
    );
  });

  it("list what ticks", async () => {
    const { game, types } = await scene();
    expect(await types("tickers")).toBe("There are no tickers.");
    const hall = game.world.called("object", "hall")[0];
    await game.turn(() => hall && game.world.tickers.subscribe(60, hall, "atServerReload"));
    await game.clock.advance("15s");
    expect(await types("tickers")).toMatch(/ticker-\d+.*#\d+\.atServerReload.*1m.*45s[^]*One ticker\./);
  });

  it("list what is to be done later, and let it be held, done and cancelled", async () => {
    const { game, types } = await scene();
    expect(await types("tasks")).toBe("Nothing is to be done later.");
    const [hall] = game.world.called("object", "hall");
    const bell = await game.turn(() => hall && game.world.delay(60, hall, "atServerReload"));
    const other = await game.turn(() => hall && game.world.delay(90, hall, "toString"));
    await game.clock.advance("15s");
    expect(await types("tasks")).toMatch(/#\d+\.atServerReload.*45s[^]*toString.*1m[^]*2 tasks\./);
    expect(await types(`tasks/pause ${bell?.id}`, ["y"])).toMatch(/atServerReload\): held\.$/);
    await game.clock.advance("5m");
    expect(await types(`tasks ${other?.id}`)).toMatch(/^There is no task \d+/);
    expect(await types(`tasks/unpause ${bell?.id}`, ["y"])).toMatch(/: 45s\.$/);
    expect(await types(`tasks/do ${bell?.id}`, ["y"])).toMatch(/: over\.$/);
    expect(await types("tasks/cancel")).toMatch(/^Which one\?/);
    expect(await types("tasks")).toBe("Nothing is to be done later.");
  });
});

it("scripts counts very many, and shows them page by page", async () => {
  const { game, types } = await playedScene("superuser");
  await game.turn(() => {
    for (let count = 0; count < 103; count++)
      game.world.scripts.create("mudlark.Script", { key: `pulse${count}` });
  });
  const text = await types("scripts");
  expect(text).toMatch(/^103 scripts:\n#\d+ pulse0, mudlark\.Script, on nothing, no timer: stopped\n/);
  expect(text).not.toContain("pulse100");
  expect(await types("e")).toContain("pulse102");
});
