import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Fewer entities leave too little behind to be worth the time. */
const manyEntities = 200_000;

type Collect = (how: { type: "major"; execution: "sync"; flavor: "last-resort" }) => void;

/**
 * Gives back at once what work that will not come again has left behind; it would stay with the process. Everything
 * stops meanwhile: some 30 ms after the start of a gateway.
 */
export function shedGarbage(): void {
  // As an option of the process it would keep Node from using what it has compiled for processes without.
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as Collect;
  setFlagsFromString("--no-expose-gc");
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
}

/**
 * Gives back what the reading of very many rows has left behind: it is a third of the memory of a big world. Takes some
 * 0.3 s for a million entities, before anybody is served.
 */
export function shedAfterLoading(entities: number): void {
  if (entities >= manyEntities) shedGarbage();
}
