import type { JsonObject } from "../../base/json.ts";
import type { Entity } from "../entity/entity.ts";
import type { Mapping } from "./stage.ts";

/** How `msgContents` and `act` tell a room something. */
export interface ContentsMessageOptions {
  /** Who is not told. */
  readonly exclude?: Entity | readonly Entity[];
  /** Who does it: `$You()` in the text, and the sender of the message. Default: the place itself. */
  readonly from?: Entity | null;
  /** What `{key}` and `$you(key)` in the text stand for. */
  readonly mapping?: Mapping;
  /** Options of the message, such as its `type`. */
  readonly options?: JsonObject;
  /** Is a function that there is not, or that comes to nothing, an error? Default false: it is shown as it is written. */
  readonly raiseErrors?: boolean;
}
