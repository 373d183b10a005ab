import type { CreateOptions } from "../../model/entity/create-options.ts";
import type { Entity } from "../../model/entity/entity.ts";
import type { ScriptClock, ScriptTiming } from "./script.ts";

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
  /** Does time pass for it while the server is stopped? `world` (default): no; `wall`: yes. */
  readonly clock?: ScriptClock;
  /** Start its timer at once, if it has an interval? Default true. */
  readonly autostart?: boolean;
}
