/** Fewer entities leave too little behind to be worth the time. */
const manyEntities = 200_000;

/**
 * Gives back at once what the reading of very many rows has left behind: it is a third of the memory of a big world, and
 * would stay with the process. Takes some 0.3 s for a million entities, before anybody is served. Does nothing in a
 * Node without `--expose-gc`.
 */
export function shedGarbage(entities: number): void {
  if (entities >= manyEntities) globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
}
