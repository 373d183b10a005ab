import type { WorldObject } from "../../../api.ts";

/** Tells the room, the doer included, what became of some things: one line for each sort of them. */
export function announceHandling(
  doer: WorldObject,
  verb: string,
  particle: string,
  things: readonly WorldObject[],
  receiver: WorldObject | null = null,
): void {
  const bySort = new Map<string, WorldObject[]>();
  for (const thing of things) {
    const name = thing.getDisplayName(doer);
    bySort.set(name, [...(bySort.get(name) ?? []), thing]);
  }
  for (const [name, same] of bySort) {
    const [one, several] = (same[0] as WorldObject).getNumberedName(same.length, doer, { key: name });
    const what = same.length === 1 ? one : several;
    const template = `$You() $conj(${verb})${particle === "" ? "" : ` ${particle}`} {things}${receiver === null ? "" : " to $you(receiver)"}.`;
    const mapping = { things: what, receiver };
    doer.location?.msgContents(template, { from: doer, mapping, options: { type: verb } });
  }
}
