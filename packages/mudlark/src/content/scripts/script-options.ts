import type { CreateOptions } from "../../model/entity/create-options.ts";
import type { Entity } from "../../model/entity/entity.ts";
import type { ScriptTiming } from "./script.ts";

/** What is wished for a new script; it wins over what its hooks have set. */
export interface ScriptOptions
  extends
    ScriptTiming,
    Pick<CreateOptions, "key" | "locks" | "tags" | "aliases" | "permissions" | "attributes" | "nattributes"> {
  readonly desc?: string;
  /** The object or account that it belongs to and goes with. Default none: it is global. */
  readonly owner?: Entity | null;
  /** Does its timer go on after the server was stopped? Default true. */
  readonly persistent?: boolean;
  /** Start its timer at once, if it has an interval? Default true. */
  readonly autostart?: boolean;
}
