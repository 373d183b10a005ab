import type { EntityRow } from "../../store/rows.ts";
import { checkBody } from "./check-body.ts";
import { checkTags } from "./check-tags.ts";
import type { Finding, Problem } from "./finding.ts";
import type { StoredFacts } from "./stored-facts.ts";

/** What a game's code says about a class. */
interface KnownClass {
  readonly kind: string;
  readonly content: string;
}

/** What a row alone cannot tell. */
export interface WorldFacts {
  readonly stored: StoredFacts;
  /** One of each circle of things inside each other. */
  readonly circles: ReadonlySet<number>;
  /** Where things go that have no place: a room, which is in nothing itself; null when there is none. */
  readonly shelter: number | null;
  /** Null when there is none of that name; undefined when nobody can tell. */
  readonly classOf: (classId: string) => KnownClass | null | undefined;
}

/** What is wrong with one entity. The repair of each finding makes all of it right that can be. */
export function checkRow(row: EntityRow, facts: WorldFacts): readonly Finding[] {
  const problems = [
    ...checkName(row, facts),
    ...checkClass(row, facts),
    ...checkPlaces(row, facts),
    // Whatever cannot be read is put into the body, so that is looked at first.
    ...checkBody(row, facts.stored),
    ...checkTags(row, facts.stored),
  ];
  if (problems.length === 0) return [];
  const mended = problems.reduce<EntityRow>((whole, { mend }) => mend?.(whole) ?? whole, row);
  return problems.map(({ rule, problem, text }) => ({
    rule,
    about: nameOf(row),
    problem,
    repair: text === null ? null : { text, change: { row: mended } },
  }));
}

function nameOf({ kind, id, key }: EntityRow): string {
  return `${kind} #${id} (${key})`;
}

/** Names of accounts, channels, help entries and prototypes are unique, upper and lower case alike (I4). */
function checkName(row: EntityRow, { stored: { names } }: WorldFacts): Problem[] {
  const owner = names.ownerOfKey(row);
  if (owner === null) return [];
  const name = names.freeNameFor(row);
  return [
    {
      rule: "duplicate",
      problem: `It has the name of ${row.kind} #${owner}; only one of them can be found by it.`,
      text: `Its name is now "${name}".`,
      mend: (whole) => ({ ...whole, key: name }),
    },
  ];
}

function checkClass(row: EntityRow, { classOf }: WorldFacts): Problem[] {
  const known = classOf(row.classId);
  if (known === undefined) return [];
  if (known === null || known.kind !== row.kind) {
    const problem = `The game has no class of ${row.kind}s called "${row.classId}".`;
    return [{ rule: "class", problem, text: null, mend: null }];
  }
  if (known.content === row.content) return [];
  const { content } = known;
  return [
    {
      rule: "content type",
      problem: `It is listed as "${row.content}", and its class is one of "${content}".`,
      text: `It is now listed as "${content}".`,
      mend: (whole) => ({ ...whole, content }),
    },
  ];
}

function checkPlaces(row: EntityRow, { stored, circles, shelter: anywhere }: WorldFacts): Problem[] {
  if (row.kind !== "object") return [];
  const shelter = row.id === anywhere ? null : anywhere;
  const missing = (place: "location" | "home" | "destination", instead: number | null): Problem[] => {
    const id = row[place];
    if (id === null || stored.has("object", id)) return [];
    return [
      {
        rule: "reference",
        problem: `Its ${place}, #${id}, does not exist.`,
        text: `Its ${place} is now ${instead === null ? "nowhere" : `#${instead}`}.`,
        mend: (whole) => ({ ...whole, [place]: instead }),
      },
    ];
  };
  const problems = [
    ...missing("location", row.content === "exit" ? null : shelter),
    ...missing("home", shelter),
    ...missing("destination", null),
  ];
  if (circles.has(row.id)) {
    problems.push({
      rule: "cycle",
      problem: "It is inside something that is inside it.",
      text: "Its location is now nowhere.",
      mend: (whole) => ({ ...whole, location: null }),
    });
  }
  if (row.content === "exit" && row.destination === null) {
    problems.push({ rule: "exit", problem: "This exit leads nowhere.", text: null, mend: null });
  }
  return problems;
}
