import type { RunResult } from "./load/crew.ts";

export interface Row {
  readonly server: string;
  readonly workload: string;
  readonly result: RunResult;
}

/** The table that people read. */
export function tableOf(rows: readonly Row[]): string {
  const head = ["server", "workload", "players", "per second", "p50 ms", "p99 ms", "max ms", "gap ms"];
  const lines = rows.map(({ server, workload, result }) => [
    server,
    workload,
    String(result.players),
    Math.round(result.answersPerSecond).toLocaleString("en"),
    result.p50.toFixed(2),
    result.p99.toFixed(2),
    result.max.toFixed(1),
    result.longestGap.toFixed(0),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const format = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ");
  return [format(head), ...lines.map(format)].join("\n");
}
