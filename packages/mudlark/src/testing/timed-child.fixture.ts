/**
 * A world with pending timers in a process of its own, for a test that kills it: `<file>`.
 *
 * Tells when they fall due, as JSON, as soon as they are durable, and does nothing more.
 */
import { writeSync } from "node:fs";
import { silentLogger } from "../base/logger.ts";
import { openStore } from "../store/open-store.ts";
import { FakeClock } from "./fake-clock.ts";
import { bloom, Candle, ring, Tally } from "./timed-things.ts";
import { timedWorld } from "./timed-world.ts";

const [file = ""] = process.argv.slice(2);
const store = openStore(`sqlite:${file}`, { durability: "process", directory: ".", logger: silentLogger });
const clock = new FakeClock();
const { game, kernel, turn, pass } = await timedWorld({
  store,
  clock,
  classes: [Candle, Tally],
  callbacks: [bloom, ring],
});
const candle = await turn(() => {
  const made = kernel.create(Candle, { key: "candle" });
  made.scripts.add(Tally, { key: "slow", interval: 100, startDelay: true });
  made.scripts.add(Tally, { key: "quick", interval: 10, startDelay: true, repeats: 3 });
  game.delay(60, made, "gutter", "late");
  game.delay(200, ring, 3);
  game.delay(1, () => {});
  game.onDemand.add("rose", { stages: { 0: "seed", 10: "sprout", 20: ["flower", bloom] } });
  game.tickers.subscribe(30, made, "gutter", "tick");
  return made;
});
await pass(12);
await turn(() => {
  game.delay(5, candle, "gutter", "never");
  candle.scripts.remove("slow");
  throw new Error("this turn never was");
}).catch(() => {});
writeSync(1, `${JSON.stringify({ now: clock.now(), candle: candle.id })}\n`);
setInterval(() => {}, 1000);
