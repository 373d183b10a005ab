import { hasCode } from "../../base/errors.ts";
import type { Kernel } from "../../model/kernel.ts";
import { WorldObject } from "../../model/object/world-object.ts";
import type { Finding } from "./finding.ts";

/**
 * Looks at one object of each class of a running world, in every way in which one can look, and finds those that change
 * something by that (`world.md` §20, I11). Nothing is changed. Runs between turns.
 */
export function checkReads(game: Kernel): readonly Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const record of game.objects.records()) {
    if (record.isDeleted || seen.has(record.classId)) continue;
    seen.add(record.classId);
    const object = game.instanceOf(record);
    if (!(object instanceof WorldObject)) continue;
    const changed = looks.filter(([, look]) => changesSomething(game, () => look(object)));
    if (changed.length === 0) continue;
    findings.push({
      rule: "reading",
      about: `objects of the class ${record.classId}, such as ${record.ref} (${record.key})`,
      problem: `Something is changed when one only asks for this: ${changed.map(([name]) => name).join(", ")}.`,
      repair: null,
    });
  }
  return findings;
}

const looks: readonly (readonly [name: string, look: (object: WorldObject) => unknown])[] = [
  ["its name", (object) => [object.getDisplayName(object), object.getNumberedName(2, object)]],
  ["its appearance", (object) => object.returnAppearance(object.location ?? object)],
  ["what is in it", (object) => [object.contents, object.exits]],
  ["what it finds", (object) => object.search("nothing at all", { quiet: true })],
  ["its attributes", (object) => object.attributes.all().map(({ value }) => value)],
  ["its tags and aliases", (object) => [object.tags.all(), object.aliases.all(), object.permissions.all()]],
  ["its locks", (object) => [object.locks.all(), object.access(object, "view")]],
];

/** What else may go wrong in it is not asked for here. */
function changesSomething(game: Kernel, look: () => unknown): boolean {
  try {
    game.turns.pure(look);
    return false;
  } catch (error) {
    return hasCode(error, "READ_ONLY");
  }
}
