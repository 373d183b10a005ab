/** The rank of somebody without any permission of the hierarchy. */
export const noRank = -1;

/** The permissions that contain each other, lowest first (`world.md` §7.3). */
export class PermissionHierarchy {
  readonly names: readonly string[];
  readonly #ranks: ReadonlyMap<string, number>;

  /** @param names lowest first; default Guest, Player, Helper, Builder, Admin, Developer */
  constructor(names: readonly string[] = defaultHierarchy) {
    this.names = names;
    this.#ranks = new Map(names.map((name, rank) => [withoutPlural(name), rank]));
  }

  /** From 0 for the lowest; {@link noRank} when the name is not of the hierarchy. Case and a final "s" do not count. */
  rankOf(name: string): number {
    return this.#ranks.get(withoutPlural(name)) ?? noRank;
  }

  /** The best rank of these permissions. */
  highestRank(permissions: readonly string[]): number {
    let highest = noRank;
    for (const permission of permissions) highest = Math.max(highest, this.rankOf(permission));
    return highest;
  }
}

const defaultHierarchy: readonly string[] = ["Guest", "Player", "Helper", "Builder", "Admin", "Developer"];

function withoutPlural(name: string): string {
  const folded = name.toLowerCase();
  return folded.endsWith("s") ? folded.slice(0, -1) : folded;
}
