import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { silentLogger } from "../../base/logger.ts";
import { openStore } from "../../store/open-store.ts";
import { FakeClock } from "../../testing/fake-clock.ts";
import { bloom, Candle, ring, Tally } from "../../testing/timed-things.ts";
import { timedWorld } from "../../testing/timed-world.ts";

const program = path.resolve(import.meta.dirname, "../../testing/timed-child.fixture.ts");

/** Runs a world with timers until it has told what it did, and kills it. */
async function killTimedWorld(file: string): Promise<{ readonly now: number; readonly candle: number }> {
  const child = spawn(process.execPath, ["--conditions=source", program, file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  const [told] = (await once(child.stdout, "data")) as [Buffer];
  child.kill("SIGKILL");
  await ended;
  return JSON.parse(told.toString()) as { now: number; candle: number };
}

it("[world W58] [world W61] goes on with the timers of a killed world where they were, and at once with what was missed", async () => {
  const directory = mkdtempSync(path.join(tmpdir(), "mudlark-timers-"));
  const file = path.join(directory, "world.db");
  const { now, candle: id } = await killTimedWorld(file);
  // The first world lived 12 seconds; the second comes 50 seconds later.
  const clock = new FakeClock(now + 50_000);
  const store = openStore(`sqlite:${file}`, { durability: "process", directory, logger: silentLogger });
  const classes = [Candle, Tally];
  const { game, turn, pass, errors } = await timedWorld({
    store,
    clock,
    classes,
    callbacks: [bloom, ring],
    cold: false,
  });
  const candle = game.objects.get(id) as Candle;
  const slow = candle.scripts.get("slow") as Tally;
  const quick = candle.scripts.get("quick") as Tally;
  expect([slow.ticks, quick.ticks, candle.log, slow.timeUntilNextRepeat()]).toEqual([0, 1, [], 38]);

  // Overdue: the script of 10 seconds once, whatever it has missed, and the delay of 60 seconds.
  await pass(0);
  expect(game.time.runtime).toBeGreaterThanOrEqual(10);
  expect(game.time.runtime).toBeLessThanOrEqual(12);
  expect([slow.ticks, quick.ticks, candle.log]).toEqual([0, 2, ["late"]]);
  expect(game.tickers.timeUntilNext(30)).toBe(28);
  await pass(25 - game.time.runtime);
  const look = (): Promise<unknown> => turn(() => game.onDemand.get("rose")?.getStage());
  expect([await look(), await look(), game.settings.get("blooms")]).toEqual(["flower", "flower", ["rose"]]);
  await pass(game.tickers.timeUntilNext(30) ?? 0);
  expect([quick.ticks, quick.isActive, candle.log]).toEqual([3, false, ["late", "tick"]]);
  await pass(9.9);
  expect(slow.ticks).toBe(0);
  await pass(0.1);
  expect(slow.ticks).toBe(1);
  await pass(99);
  expect(game.settings.get("rung")).toBeUndefined();
  await pass(1);
  expect([game.settings.get("rung"), game.delays.all(), errors]).toEqual([3, [], []]);
  await store.close();
  rmSync(directory, { recursive: true, force: true });
}, 20_000);
