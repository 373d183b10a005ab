import { WorldObject } from "../../api.ts";

/** Anything that can be picked up, used, or stumbled over. */
export class Thing extends WorldObject {
  static readonly classId: string = "mudlark.Thing";
}
