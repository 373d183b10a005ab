import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { messageOf } from "../base/errors.ts";

/** A place in somebody's source. */
export interface CodePlace {
  readonly file: string;
  readonly line: number;
  /** From 1; null when only the line is known. */
  readonly column: number | null;
}

/**
 * Where in the author's own code an error comes from: the place that the parser names, else the topmost frame of
 * the trace that lies in their folder.
 */
export function placeOf(error: unknown, directory: string): CodePlace | null {
  if (!(error instanceof Error) || error.stack === undefined) return null;
  return parserPlace(error.stack) ?? tracePlace(error.stack, directory);
}

/**
 * An error as its author wants to read it: what, where, and the lines around it.
 *
 * @example
 * src/commands/light.ts:12:9: Expression expected
 *
 *   11 |   if (lantern.fuel < 10) {
 * > 12 |     lantern.fuel +;
 *      |                   ^
 */
export function describeWithFrame(error: unknown, directory: string): string {
  const place = placeOf(error, directory);
  const message = messageOf(error);
  return place === null ? message : describePlace(place, message, directory);
}

/** Words about a place in somebody's source, with the lines around it. */
export function describePlace(place: CodePlace, message: string, directory: string): string {
  const shown = path.relative(directory, place.file);
  const column = place.column === null ? "" : `:${place.column}`;
  const frame = codeFrame(place);
  return `${shown}:${place.line}${column}: ${message}${frame === null ? "" : `\n\n${frame}`}`;
}

function codeFrame({ file, line, column }: CodePlace): string | null {
  const lines = readLines(file);
  if (lines === null || line > lines.length) return null;
  const first = Math.max(1, line - 2);
  const last = Math.min(lines.length, line + 2);
  const width = String(last).length;
  const shown: string[] = [];
  for (let number = first; number <= last; number++) {
    const mark = number === line ? ">" : " ";
    shown.push(`${mark} ${String(number).padStart(width)} | ${lines[number - 1] ?? ""}`.trimEnd());
    if (number === line && column !== null) shown.push(`  ${" ".repeat(width)} | ${" ".repeat(column - 1)}^`);
  }
  return shown.join("\n");
}

/** A parser's error begins its trace with the place, the line and a caret below it. */
function parserPlace(stack: string): CodePlace | null {
  const head = /^(file:\/\/\S+|\/\S+|[A-Za-z]:\\\S+):(\d+)\n/.exec(stack);
  if (head === null) return null;
  const caret = /^( *)\^+ *$/m.exec(stack);
  return {
    file: toPath(head[1] ?? ""),
    line: Number(head[2]),
    column: caret === null ? null : (caret[1]?.length ?? 0) + 1,
  };
}

function tracePlace(stack: string, directory: string): CodePlace | null {
  for (const [, where = "", line, column] of stack.matchAll(/(file:\/\/[^\s()]+|\/[^\s():]+):(\d+):(\d+)/g)) {
    const file = toPath(where);
    const inside = path.relative(directory, file);
    if (inside.startsWith("..") || inside.includes("node_modules")) continue;
    return { file, line: Number(line), column: Number(column) };
  }
  return null;
}

function toPath(where: string): string {
  return where.startsWith("file:") ? fileURLToPath(where.replace(/\?.*$/, "")) : where;
}

function readLines(file: string): string[] | null {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return null;
  }
}
