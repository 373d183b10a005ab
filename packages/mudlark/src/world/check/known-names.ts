import { searchableName } from "../../model/search/searchable-name.ts";
import { parseTags } from "../../model/tags/stored-tag.ts";
import type { EntityRow } from "../../store/rows.ts";

/** Kinds of which no two may have one name, in whatever case (I4). */
const uniqueKinds: ReadonlySet<string> = new Set(["account", "channel", "help", "prototype"]);

/** Who was first to have which name. */
export class KnownNames {
  readonly #keys = new Map<string, number>();
  readonly #aliases = new Map<string, number>();

  add(row: EntityRow): void {
    if (!uniqueKinds.has(row.kind)) return;
    claim(this.#keys, nameOf(row.kind, row.key), row.id);
    for (const alias of aliasesOf(row)) claim(this.#aliases, nameOf(row.kind, alias), row.id);
  }

  /** Who has its key as a key, and was there before it; null when nobody has. */
  ownerOfKey({ kind, id, key }: EntityRow): number | null {
    const owner = this.#keys.get(nameOf(kind, key)) ?? id;
    return uniqueKinds.has(kind) && owner !== id ? owner : null;
  }

  /** Those of its aliases that are names of others. */
  takenAliases(row: EntityRow): readonly string[] {
    return aliasesOf(row).filter((alias) => {
      const name = nameOf(row.kind, alias);
      return (this.#keys.get(name) ?? row.id) !== row.id || this.#aliases.get(name) !== row.id;
    });
  }

  /** A name like its key that nobody has; from now on it has it. */
  freeNameFor({ kind, id, key }: EntityRow): string {
    for (let number = 2; ; number++) {
      const name = `${key}-${number}`;
      const folded = nameOf(kind, name);
      if (this.#keys.has(folded) || this.#aliases.has(folded)) continue;
      this.#keys.set(folded, id);
      return name;
    }
  }
}

/** Only those of channels must not be those of others. */
function aliasesOf({ kind, aliases }: EntityRow): readonly string[] {
  return kind === "channel" ? parseTags(aliases, "alias").tags.map(({ key }) => key) : [];
}

function nameOf(kind: string, name: string): string {
  return `${kind} ${searchableName(name)}`;
}

function claim(names: Map<string, number>, name: string, id: number): void {
  if (!names.has(name)) names.set(name, id);
}
