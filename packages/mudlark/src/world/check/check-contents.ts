import type { EntityRecord } from "../../model/entity/entity-record.ts";
import type { Finding } from "./finding.ts";

/** How many records are looked at before others have their turn. */
const perStep = 5000;

/**
 * Looks in the memory of a running world whether everything is in the contents of the place where it is, and nowhere else
 * (`world.md` §20, I1). Every record is judged at one moment, and turns run in between.
 *
 * @param find a record by id
 * @param pause lets others have their turn
 */
export async function checkContents(
  records: Iterable<EntityRecord>,
  find: (id: number) => EntityRecord | undefined,
  pause: () => Promise<void>,
): Promise<readonly Finding[]> {
  const faults: Finding[] = [];
  let count = 0;
  for (const record of records) {
    if (!record.isDeleted) faults.push(...faultsOf(record, find));
    count += 1;
    if (count % perStep === 0) await pause();
  }
  return faults;
}

/** Each content is in the list of its own content type, and in no other (I1). */
function misfiled(contents: EntityRecord["contents"]): string[] {
  const all = contents?.all() ?? [];
  return [...new Set(all.map(({ content }) => content))].flatMap((content) => {
    const expected = all.filter((inside) => inside.content === content);
    const listed = contents?.ofType(content) ?? [];
    const isRight = listed.length === expected.length && listed.every((one, at) => one === expected[at]);
    return isRight ? [] : [`Its list of contents of the type "${content}" is not right.`];
  });
}

function faultsOf(record: EntityRecord, find: (id: number) => EntityRecord | undefined): Finding[] {
  const faults: string[] = [];
  const { location, contents } = record;
  if (location !== null && find(location)?.contents?.has(record) !== true) {
    faults.push(`It is in #${location}, which does not list it.`);
  }
  for (const inside of contents?.all() ?? []) {
    if (inside.location !== record.id || inside.isDeleted)
      faults.push(`It lists ${inside.ref}, which is not in it.`);
  }
  faults.push(...misfiled(contents));
  return faults.map((problem) => ({
    rule: "contents",
    about: `object ${record.ref} (${record.key})`,
    problem: `${problem} A reload puts that right.`,
    repair: null,
  }));
}
