/** Thrown by `ctx.fail` and `ctx.stop`: the run ends here, and that is no error. */
export class RunEnding extends Error {
  readonly status: "failed" | "stopped";

  constructor(status: "failed" | "stopped") {
    super(`the command ended itself (${status})`);
    this.name = "RunEnding";
    this.status = status;
  }
}
