import type { RunResult } from "./load/crew.ts";

/** Processor time of the server's two processes during a run, in milliseconds. */
export interface ServerTime {
  readonly gateway: number;
  readonly world: number;
}

export interface Row {
  readonly server: string;
  readonly workload: string;
  readonly result: RunResult;
  /** Null when it is not known: another server, or a world that was replaced during the run. */
  readonly processorMs: ServerTime | null;
}

const head = [
  "server",
  "workload",
  "players",
  "per second",
  "p50 ms",
  "p99 ms",
  "max ms",
  "gap ms",
  "gateway µs/line",
  "world µs/line",
];

/** The table that people read. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ server, workload, result, processorMs }) => [
    server,
    workload,
    String(result.players),
    Math.round(result.answersPerSecond).toLocaleString("en"),
    result.p50.toFixed(2),
    result.p99.toFixed(2),
    result.max.toFixed(1),
    result.longestGap.toFixed(0),
    perLine(processorMs?.gateway, result.answers),
    perLine(processorMs?.world, result.answers),
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

function perLine(milliseconds: number | undefined, lines: number): string {
  return milliseconds === undefined || lines === 0 ? "-" : ((milliseconds * 1000) / lines).toFixed(1);
}
