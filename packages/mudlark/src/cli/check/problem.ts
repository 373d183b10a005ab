/** Something that `mudlark check` found. */
export interface Problem {
  readonly area: "configuration" | "types" | "code" | "production";
  /** An error is refused by a start or a reload, or by the compiler; a warning is for the person to judge. */
  readonly level: "error" | "warning";
  readonly text: string;
}
