/** How a set meets the commands of the layers below it (`commands.md` §4.5). */
export type MergeType = "union" | "intersect" | "replace" | "remove";

/** Everything about a set but its commands. */
export interface SetFacts {
  readonly key: string;
  readonly priority: number;
  readonly mergeType: MergeType;
  readonly keyMergeTypes: Readonly<Record<string, MergeType>>;
  readonly duplicates: boolean | null;
  readonly collapse: boolean;
  readonly noExits: boolean | null;
  readonly noObjs: boolean | null;
  readonly noChannels: boolean | null;
}
