import { foldUsername } from "../../session/username.ts";
import type { EntityRow } from "../../store/rows.ts";
import type { Snapshot } from "../../store/snapshot.ts";
import { checkRow, nameOf } from "./check-row.ts";
import type { Finding } from "./finding.ts";
import { locationCycles } from "./location-cycles.ts";

export interface CheckWorldOptions {
  /** Opens the world; twice, because entities are looked at when all places are known. */
  readonly open: () => Promise<Snapshot>;
  /** Id of where things go that have no place. */
  readonly defaultHome: number;
  /** Is there a class of that name? */
  readonly isClass: (classId: string) => boolean;
  /** Hears now and then how many entities were looked at. */
  readonly onProgress?: (entities: number) => void;
}

/**
 * Looks at a stored world for what no turn can leave behind (`world.md` §20: I2, I3, I4, I10), and for what a builder
 * may want to know: exits without a destination, unknown classes, texts that cannot be read.
 */
export async function checkWorld(options: CheckWorldOptions): Promise<readonly Finding[]> {
  const { isClass, onProgress = () => {} } = options;
  const locations = await readLocations(options.open);
  const facts = {
    objects: new Set(locations.keys()),
    circles: locationCycles(locations),
    shelter: locations.get(options.defaultHome) === null ? options.defaultHome : null,
    isClass,
  };
  const findings: Finding[] = [];
  const names = new Map<string, EntityRow>();
  const highest = new Map<string, number>();
  const snapshot = await options.open();
  try {
    let count = 0;
    for await (const rows of snapshot.entities()) {
      for (const row of rows) {
        findings.push(...checkRow(row, facts), ...checkName(row, names));
        highest.set(row.kind, Math.max(row.id, highest.get(row.kind) ?? 0));
      }
      count += rows.length;
      onProgress(count);
    }
    return [...findings, ...checkIds(highest, snapshot.world.highestIds)];
  } finally {
    await snapshot.close();
  }
}

async function readLocations(open: CheckWorldOptions["open"]): Promise<Map<number, number | null>> {
  const locations = new Map<number, number | null>();
  const snapshot = await open();
  try {
    for await (const rows of snapshot.entities()) {
      for (const { kind, id, location } of rows) if (kind === "object") locations.set(id, location);
    }
    return locations;
  } finally {
    await snapshot.close();
  }
}

/** Names of accounts and channels are unique, upper and lower case alike (I4). */
function checkName(row: EntityRow, names: Map<string, EntityRow>): Finding[] {
  if (row.kind !== "account" && row.kind !== "channel") return [];
  const name = `${row.kind} ${foldUsername(row.key)}`;
  const other = names.get(name);
  if (other === undefined) {
    names.set(name, row);
    return [];
  }
  const problem = `It has the name of ${nameOf(other)}; only one of them can be found by it.`;
  return [{ rule: "duplicate", about: nameOf(row), problem, repair: null }];
}

/** No id is given twice (I10). */
function checkIds(highest: ReadonlyMap<string, number>, given: ReadonlyMap<string, number>): Finding[] {
  return [...highest]
    .filter(([kind, id]) => (given.get(kind) ?? 0) < id)
    .map(([kind, id]) => ({
      rule: "highest id",
      about: `ids of the kind ${kind}`,
      problem: `The highest id that was given is kept as ${given.get(kind) ?? 0}, but there is #${id}.`,
      repair: { text: `It is now ${id}.`, change: { highestId: { kind, id } } },
    }));
}
