import type { EntityRow } from "../../store/rows.ts";
import type { Finding } from "./finding.ts";

/** What a row alone cannot tell. */
export interface WorldFacts {
  readonly objects: ReadonlySet<number>;
  /** One of each circle of things inside each other. */
  readonly circles: ReadonlySet<number>;
  /** Where things go that have no place: a room, which is in nothing itself; null when there is none. */
  readonly shelter: number | null;
  /** Is there a class of that name? */
  readonly isClass: (classId: string) => boolean;
}

/** What is wrong with one entity. The repair of each finding makes all of it right that can be. */
export function checkRow(row: EntityRow, facts: WorldFacts): readonly Finding[] {
  const problems = [
    ...unreadable(row),
    ...places(row, facts),
    ...(row.content === "exit" && row.destination === null
      ? [{ rule: "exit", problem: "This exit leads nowhere.", change: null } as const]
      : []),
    ...(facts.isClass(row.classId)
      ? []
      : [
          { rule: "class", problem: `The game has no class called "${row.classId}".`, change: null } as const,
        ]),
  ];
  const mended = problems.reduce<EntityRow>((whole, { change }) => ({ ...whole, ...change }), row);
  return problems.map(({ rule, problem, change }) => ({
    rule,
    about: nameOf(row),
    problem,
    repair: change === null ? null : { text: describe(change), change: { row: mended } },
  }));
}

export function nameOf({ kind, id, key }: EntityRow): string {
  return `${kind} #${id} (${key})`;
}

interface Problem {
  readonly rule: Finding["rule"];
  readonly problem: string;
  readonly change: Partial<EntityRow> | null;
}

function places(row: EntityRow, facts: WorldFacts): Problem[] {
  if (row.kind !== "object") return [];
  const { objects, circles } = facts;
  const isThere = (id: number | null): boolean => id === null || objects.has(id);
  const shelter = row.id === facts.shelter ? null : facts.shelter;
  const problems: Problem[] = [];
  const missing = (place: "location" | "home" | "destination", instead: number | null): void => {
    if (isThere(row[place])) return;
    problems.push({
      rule: "reference",
      problem: `Its ${place}, #${row[place]}, does not exist.`,
      change: { [place]: instead },
    });
  };
  missing("location", row.content === "exit" ? null : shelter);
  missing("home", shelter);
  missing("destination", null);
  if (circles.has(row.id)) {
    problems.push({
      rule: "cycle",
      problem: "It is inside something that is inside it.",
      change: { location: null },
    });
  }
  return problems;
}

function unreadable(row: EntityRow): Problem[] {
  return (["aliases", "tags", "body"] as const)
    .filter((field) => !isJson(row[field]))
    .map((field) => ({
      rule: "unreadable",
      problem: `Its ${field} cannot be read; a backup may have them.`,
      change: null,
    }));
}

function isJson(text: string | null): boolean {
  if (text === null) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function describe(change: Partial<EntityRow>): string {
  return Object.entries(change)
    .map(([place, id]) => `Its ${place} is now ${id === null ? "nowhere" : `#${String(id)}`}.`)
    .join(" ");
}
