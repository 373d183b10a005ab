/**
 * What the rules of a world cost: checking a lock, finding something by name among a hundred things, moving, and
 * telling a crowd. The budgets are those of `world.md` §20.
 *
 * Run: `node bench/src/micro/rules.ts`
 */
import { Character, rulesScene } from "../../../packages/mudlark/src/model/object/rules-scene.suite.ts";
import { WorldObject } from "../../../packages/mudlark/src/model/object/world-object.ts";

const rounds = 7;
let listened = 0;

const scene = await rulesScene({
  ports: { audience: { deliver: () => void listened++, isOnline: () => true } },
});
const { ann, hall, yard, kernel, turn } = scene;
const [chest] = await turn(() => {
  const made = [];
  for (let count = 0; count < 98; count++) {
    made.push(
      kernel.create(WorldObject, { key: `a thing called ${count}`, aliases: [`t${count}`], location: hall }),
    );
  }
  return made;
});
if (chest === undefined) throw new Error("nothing was made");
await turn(() => chest.locks.add("open:id(5);edit:id(5) or perm(Builder);run:holds(key) or tag(brave)"));

await measure("lock check, simple", 0.3, 100_000, () => chest.access(ann, "open"));
await measure("lock check, with perm", 0.5, 100_000, () => chest.access(ann, "edit"));
await measure("lock check, holds and tag", null, 100_000, () => chest.access(ann, "run"));
await measure("local search of 100 candidates, exact", 30, 2000, () => ann.search("t50", { quiet: true }));
await measure("local search of 100 candidates, cut short", 30, 2000, () =>
  ann.search("a th cal 50", { quiet: true }),
);
await measure("local search of 100 candidates, in vain", 30, 2000, () =>
  ann.search("unicorn", { quiet: true }),
);
await measure("global search", null, 2000, () => ann.search("t50", { quiet: true, globalSearch: true }));
await measure("look at a room with 100 things", null, 200, () => ann.atLook(hall));
await measure("moveTo, quiet", 40, 2000, (round) =>
  chest.moveTo(round % 2 === 0 ? yard : hall, { quiet: true }),
);
await measure("create, 3 attributes and 1 tag", 100, 500, () =>
  kernel.create(WorldObject, {
    key: "rock",
    tags: ["stone"],
    attributes: { weight: 5, colour: "grey", size: 2 },
  }),
);
await turn(() => {
  for (let count = 0; count < 1000; count++) kernel.create(Character, { key: `c${count}`, location: yard });
  ann.location = yard;
});
await measure("say to 1000", null, 20, () => ann.say("Hello, everybody"));
console.log(`${listened} messages were delivered`);

/** Prints microseconds per call: the median of several rounds, each of which is one turn. */
async function measure(
  name: string,
  budget: number | null,
  calls: number,
  work: (round: number) => unknown,
): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    times.push(
      await turn(() => {
        const started = performance.now();
        for (let call = 0; call < calls; call++) work(call);
        return ((performance.now() - started) * 1000) / calls;
      }),
    );
  }
  const median = times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
  const verdict =
    budget === null ? "" : median <= budget ? `  (budget ${budget})` : `  OVER the budget of ${budget}`;
  console.log(`${name.padEnd(45)} ${median.toFixed(2).padStart(9)} µs${verdict}`);
}
