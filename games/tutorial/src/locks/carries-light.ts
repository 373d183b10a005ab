import { WorldObject, type LockFunction } from "mudlark";
import { Lantern } from "../things/lantern.ts";

/** `carries_light()` in a lock lets pass who has a burning lantern. */
export const carriesLight: LockFunction = () => (accessor) =>
  accessor instanceof WorldObject && accessor.contents.some((thing) => thing instanceof Lantern && thing.lit);
