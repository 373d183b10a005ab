import type { Writable } from "node:stream";

/** Two letters say what kind of line it is, also without colour and read aloud. */
const marks: Readonly<Record<string, readonly [mark: string, colour: string]>> = {
  debug: ["??", "90"],
  info: ["..", "36"],
  warn: ["WW", "33"],
  error: ["EE", "31"],
};

const notShown = new Set(["level", "time", "part", "msg", "security", "error"]);

/** A stream for JSON log lines that writes them out for people. */
export function prettyStream(out: Writable, colour: boolean): { write(line: string): void } {
  return { write: (line) => void out.write(`${prettyLine(line, colour)}\n`) };
}

/**
 * One JSON log line as a person wants to read it: time, mark, part, message, the other fields, and a trace below.
 * A line that is not JSON comes back as it is.
 */
export function prettyLine(line: string, colour: boolean): string {
  const entry = parse(line);
  if (entry === null) return line.trimEnd();
  const [mark, tint] = entry.security === true ? ["SS", "35"] : (marks[textOf(entry.level)] ?? ["..", "36"]);
  const time = textOf(entry.time).slice(11, 19);
  const head = colour ? `\u001B[90m${time}\u001B[0m \u001B[${tint}m${mark}\u001B[0m` : `${time} ${mark}`;
  const fields = Object.entries(entry)
    .filter(([name]) => !notShown.has(name))
    .map(([name, value]) => `${name}=${textOf(value)}`);
  const first = [head, textOf(entry.part).padEnd(7), textOf(entry.msg), ...fields].join(" ").trimEnd();
  const trace = traceOf(entry.error);
  return trace === null ? first : `${first}\n${trace}`;
}

function parse(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined ? "" : (JSON.stringify(value) ?? "");
}

function traceOf(error: unknown): string | null {
  const text = typeof error === "string" ? error : traceText(error);
  if (text === null) return null;
  return text
    .split("\n")
    .map((line) => `   ${line}`.trimEnd())
    .join("\n");
}

function traceText(error: unknown): string | null {
  if (typeof error !== "object" || error === null) return null;
  const { stack, message } = error as { stack?: unknown; message?: unknown };
  return textOf(stack ?? message);
}
