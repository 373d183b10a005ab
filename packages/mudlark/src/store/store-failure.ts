import { MudlarkError } from "../base/errors.ts";

/**
 * - `busy`: something else keeps the database locked
 * - `full`: no space left
 * - `readonly`: no permission to write
 * - `io`: the disk or file system reported an error, or the file cannot be opened
 * - `corrupt`: the file is damaged or not a database
 * - `unreachable`: the database server does not answer, or does not let us in
 * - `writer`: the thread that writes died
 * - `refused`: the batch holds something that cannot be stored, which is a mistake of the program
 * - `other`: none of these; see `cause`
 */
export type FailureReason =
  | "busy"
  | "full"
  | "readonly"
  | "io"
  | "corrupt"
  | "unreachable"
  | "writer"
  | "refused"
  | "other";

/** STORE_FAILED, with the reason in a form that programs can read. `cause` is what the back end threw. */
export class StoreFailure extends MudlarkError {
  readonly reason: FailureReason;

  constructor(reason: FailureReason, message: string, options?: ErrorOptions) {
    super("STORE_FAILED", message, options);
    this.name = "StoreFailure";
    this.reason = reason;
  }

  /** Can the cause go away while the world waits (space is freed, a permission restored)? */
  get mayPass(): boolean {
    return this.reason !== "corrupt" && this.reason !== "refused";
  }
}
