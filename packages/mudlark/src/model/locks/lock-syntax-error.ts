import { MudlarkError } from "../../base/errors.ts";

/** A lock string that cannot be understood. Nothing was changed. */
export class LockSyntaxError extends MudlarkError {
  /** The lock as it was given. */
  readonly lock: string;
  /** Where in it the trouble begins; the first letter is 1. */
  readonly column: number;

  constructor(lock: string, column: number, problem: string) {
    super("LOCK_SYNTAX", `Column ${column} of the lock \`${lock}\`: ${problem}.`);
    this.name = "LockSyntaxError";
    this.lock = lock;
    this.column = column;
  }
}
