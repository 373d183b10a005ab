import type { WorldDigest } from "../store/archive/world-digest.ts";

/** What a world holds, in words: "12 accounts, 340 objects and 25 settings". */
export function describeWorld({ entities, settings }: WorldDigest): string {
  const parts = Object.entries({ ...entities, setting: settings }).map(
    ([kind, count]) => `${count} ${kind}${count === 1 ? "" : "s"}`,
  );
  return new Intl.ListFormat("en", { style: "long", type: "conjunction" }).format(parts);
}
