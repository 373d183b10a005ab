import type { JsonObject, JsonValue } from "../base/json.ts";
import type { SessionId } from "../base/session-id.ts";
import type { Entity } from "../model/entity/entity.ts";
import type { WorldObject } from "../model/object/world-object.ts";
import type { CommandStack } from "./sets/command-stack.ts";
import type { FrameStack } from "./frames/frame-stack.ts";
import type { PlainSession } from "./plain-session.ts";

/** Where typed lines come from. Sessions are this. */
export interface InputSource extends PlainSession {
  readonly id: SessionId;
  readonly account: Entity | null;
  readonly puppet: WorldObject | null;
  readonly frames: FrameStack;
  readonly commandSets: CommandStack;
  /** Does its player hear the game instead of reading it? */
  readonly isScreenReader: boolean;
  /** Does its client show the text of the editor in a window, and wants to be told of it? */
  readonly hasEditorWindow: boolean;
  /** Tells the client something that is not text. */
  send(name: string, args: readonly JsonValue[], kwargs: JsonObject): void;
  /** The sessions that see what a command answers: this one, or those that share its place (`sessions.md` §8.3). */
  replySessions(policy: boolean | "auto"): readonly PlainSession[];
  /** A command of that key waits for something and would be lost with this world; null: nothing does. */
  noteWaiting(command: string | null): void;
  /** A line has come; an idle one only keeps the connection alive. */
  countLine(isIdle: boolean): void;
}
