import type { Kernel } from "../../model/kernel.ts";
import type { Finding } from "./finding.ts";

/** How many things are looked at before others have their turn. */
const perStep = 5000;

/**
 * Looks in the memory of a running world whether everything that finds things finds exactly what is there: names, tags,
 * destinations, homes, owners of scripts, declared attributes (`world.md` §20, I6). Turns run in between.
 *
 * @param pause lets others have their turn
 */
export async function checkIndexes(game: Kernel, pause: () => Promise<void>): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  let count = 0;
  const step = async (): Promise<void> => {
    count += 1;
    if (count % perStep === 0) await pause();
  };
  for (const { kind, records, indexes } of game.indexed()) {
    const found = (ref: string, key: string, problem: string): Finding => ({
      rule: "index",
      about: `${kind} ${ref} (${key})`,
      problem: `${problem} A reload puts that right.`,
      repair: null,
    });
    for (const record of records) {
      const isMissing = indexes.some((index) => index.isComplete?.(record) === false);
      if (isMissing) findings.push(found(record.ref, record.key, "Not all that should find it does."));
      await step();
    }
    for (const index of indexes) {
      for (const [record, isRight] of index.entries?.() ?? []) {
        if (!isRight) findings.push(found(record.ref, record.key, "It is found as what it is not."));
        await step();
      }
    }
  }
  return findings;
}
