/**
 * What the supervisor is about. Two worlds can be there at once: `current`, which serves, and `standby`, which shall
 * replace it (design §2; `sessions.md` §11.5, §11.6).
 */
export type Phase =
  | "idle"
  /** The current world was started, or comes back, and is not ready yet. */
  | "starting"
  | "serving"
  /** The current world serves; the standby loads and checks its code. */
  | "checking"
  /** The current world finishes, flushes and lets go of the store. */
  | "handingOver"
  /** The standby opens the store; the current world is frozen. */
  | "takingOver"
  /** The standby failed and must be gone before the current world may go on. */
  | "fallingBack"
  /** The current world takes the store again. */
  | "resuming"
  /** No world; the next try comes after a while. */
  | "waiting"
  /** No world, and no further try until somebody asks for one. */
  | "gaveUp"
  | "stopping"
  | "stopped";

/** For a person, and for programs that wait for `serving`. */
export function phaseInWords(phase: Phase): string {
  switch (phase) {
    case "idle":
    case "starting":
      return "starting";
    case "serving":
    case "checking":
      return "serving";
    case "handingOver":
    case "takingOver":
      return "reloading";
    case "fallingBack":
    case "resuming":
    case "waiting":
      return "restarting";
    case "gaveUp":
    case "stopped":
      return "stopped";
    case "stopping":
      return "stopping";
  }
}
