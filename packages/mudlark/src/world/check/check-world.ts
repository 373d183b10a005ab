import type { EntityRow } from "../../store/rows.ts";
import type { StoreSnapshot } from "../../store/snapshot.ts";
import { checkRow, type WorldFacts } from "./check-row.ts";
import { checkSettings } from "./check-settings.ts";
import type { Finding } from "./finding.ts";
import { locationCycles, nowhere } from "./location-cycles.ts";
import { StoredFacts } from "./stored-facts.ts";

export interface CheckWorldOptions extends Pick<WorldFacts, "classOf"> {
  /** The world as of one moment. */
  readonly snapshot: StoreSnapshot;
  /** Id of where things go that have no place. */
  readonly defaultHome: number;
  /** Hears now and then how many entities were looked at; each is looked at twice. */
  readonly onProgress?: (entities: number) => void;
}

/**
 * Looks at a stored world for what no turn can leave behind (`world.md` §20: I1 to I4, I7, I9, I10), and for what a
 * builder may want to know: exits without a destination, unknown classes, texts that cannot be read.
 *
 * Findings come as they are found. What is kept meanwhile is a number for each entity, and the names that may be
 * there only once.
 */
export async function* checkWorld(options: CheckWorldOptions): AsyncGenerator<Finding> {
  const { snapshot, classOf } = options;
  const stored = new StoredFacts();
  let count = 0;
  const all = async function* (): AsyncGenerator<EntityRow> {
    for await (const rows of snapshot.entities()) {
      yield* rows;
      options.onProgress?.((count += rows.length));
    }
  };
  for await (const row of all()) stored.add(row);
  const { locations, highestIds } = stored;
  const facts: WorldFacts = {
    stored,
    circles: locationCycles(locations),
    shelter: locations.get(options.defaultHome) === nowhere ? options.defaultHome : null,
    classOf,
  };
  for await (const row of all()) yield* checkRow(row, facts);
  const { world } = snapshot;
  yield* checkSettings(world.settings, stored);
  yield* checkIds(highestIds, world.highestIds);
  if (world.sequence === 0 && highestIds.size > 0) yield noBatch;
}

/** No id is given twice (I10). */
function* checkIds(
  highest: ReadonlyMap<string, number>,
  given: ReadonlyMap<string, number>,
): Generator<Finding> {
  for (const [kind, id] of highest) {
    const kept = given.get(kind) ?? 0;
    if (kept >= id) continue;
    yield {
      rule: "highest id",
      about: `ids of the kind ${kind}`,
      problem: `The highest id that was given is kept as ${kept}, but there is #${id}.`,
      repair: { text: `It is now ${id}.`, change: { highestId: { kind, id } } },
    };
  }
}

/** What is stored comes in batches of whole turns, which are counted (I7). */
const noBatch: Finding = {
  rule: "sequence",
  about: "the count of batches",
  problem: "It says that nothing was ever stored, but there are entities.",
  repair: { text: "It begins at 1.", change: { batch: true } },
};
