/**
 * What a builder's search costs in a large world: `find` over 100 000 objects, by a part of a name that few have, that
 * all have and that none has, by a whole name and by an id. The budget is 50 ms (`commands.md` §18).
 *
 * Run: `npx node --conditions=source bench/src/micro/find.ts`
 */
import { testGame } from "../../../packages/mudlark/src/testing/test-game.ts";
import { Thing } from "../../../packages/mudlark/src/stock/classes/thing.ts";

const objects = 100_000;
const rounds = 9;

await using game = await testGame();
const { ann } = await game.scene({ rooms: ["hall"], players: { ann: { in: "hall", superuser: true } } });
for (let made = 0; made < objects; made += 1000) {
  await game.turn(() => {
    for (let at = made; at < made + 1000; at++) {
      game.world.create(Thing, { key: at % 1000 === 0 ? `iron lantern ${at}` : `pebble ${at}` });
    }
  });
}

await measure("a part of a name that 100 have", "find lantern");
await measure("a part of a name that nearly all have", "find pebble");
await measure("a part of a name that none has", "find unicorn");
await measure("a whole name", "find/exact pebble 4711");
await measure("an id", "find #4711");

/** Prints milliseconds for the whole way of the line, its answer included: the median of several rounds. */
async function measure(what: string, line: string): Promise<void> {
  const samples: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await game.call(line, { as: ann });
    samples.push(performance.now() - started);
    if (game.session(ann).frames.top !== null) await game.call("q", { as: ann });
  }
  samples.sort((a, b) => a - b);
  const median = samples[Math.floor(rounds / 2)] ?? 0;
  console.log(`${median.toFixed(1).padStart(10)} ms  find among ${objects} objects: ${what}`);
}
