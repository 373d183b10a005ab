/**
 * Imports point down the list of layers, never up, never between neighbours on a line, and never in a circle.
 *
 * Type-only imports count too: a type that leans the wrong way is a design that leans the wrong way. Tests are
 * exempt, because a test may use whatever helps it to try the thing.
 */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { parseSync } from "oxc-parser";

const root = path.resolve(import.meta.dirname, "..");

/** Highest first. Each line may import every lower line; names that share a line may not import each other. */
const layers: readonly (readonly string[])[] = [
  ["cli", "testing", "probe"],
  ["world"],
  ["web", "gateway"],
  ["index"],
  ["stock"],
  ["api"],
  ["game"],
  ["content", "session"],
  ["command"],
  ["model"],
  ["store"],
  ["link", "config", "log"],
  ["text", "protocols"],
  ["base"],
];

/** Edges that the list would allow but the design forbids, and the one that it needs. */
const forbidden: readonly (readonly [from: string, to: string, why: string])[] = [
  ["world", "gateway", "gateway and world share the link only"],
  ["world", "protocols", "the world knows sessions, never wires"],
  ["stock", "session", "stock is made with the public API"],
  ["stock", "model", "stock is made with the public API"],
  ["stock", "command", "stock is made with the public API"],
  ["stock", "content", "stock is made with the public API"],
];

/** These stay free of the runtime, so that they run anywhere and under any clock. */
const withoutNode = new Set(["base", "text", "protocols", "model", "command"]);

interface Edge {
  readonly from: string;
  readonly to: string;
}

const problems: string[] = [];
const edges = new Map<string, Edge[]>();

for (const file of sourceFiles()) {
  const here: Edge[] = [];
  edges.set(file, here);
  for (const specifier of importsOf(file)) {
    if (specifier.startsWith("node:")) {
      if (withoutNode.has(layerOf(file)))
        problems.push(`${show(file)} imports ${specifier}: this layer is pure`);
      continue;
    }
    const target = resolve(file, specifier);
    if (target === null) continue;
    here.push({ from: file, to: target });
    checkEdge(file, target);
  }
}
findCycles();

if (problems.length > 0) {
  console.error(problems.map((problem) => `layers: ${problem}`).join("\n"));
  process.exitCode = 1;
} else {
  console.log(`layers: ${edges.size} files, no import points up, no cycles`);
}

function sourceFiles(): string[] {
  const folders = ["packages/protocols/src", "packages/mudlark/src"];
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !/\.(test|test-d|suite)\.ts$/.test(name))
      .map((name) => path.join(root, folder, name)),
  );
}

function importsOf(file: string): string[] {
  const { module } = parseSync(file, readFileSync(file, "utf8"));
  const found = module.staticImports.map((entry) => entry.moduleRequest.value);
  for (const statement of module.staticExports) {
    for (const entry of statement.entries) if (entry.moduleRequest) found.push(entry.moduleRequest.value);
  }
  return [...new Set(found)];
}

function resolve(from: string, specifier: string): string | null {
  if (specifier.startsWith(".")) return path.resolve(path.dirname(from), specifier);
  if (specifier === "@mudlark/protocols") return path.join(root, "packages/protocols/src/index.ts");
  return null;
}

function layerOf(file: string): string {
  const relative = path.relative(path.join(root, "packages"), file).split(path.sep);
  // A program that comes with the codecs, and no part of them.
  if (relative[0] === "protocols") return relative[2] === "probe" ? "probe" : "protocols";
  const name = relative[2] ?? "";
  return name.endsWith(".ts") ? name.slice(0, -3) : name;
}

function checkEdge(from: string, to: string): void {
  const [upper, lower] = [layerOf(from), layerOf(to)];
  if (upper === lower) return;
  const [here, there] = [rank(upper), rank(lower)];
  if (here === -1 || there === -1) {
    problems.push(`${show(from)} → ${show(to)}: no layer is called "${here === -1 ? upper : lower}"`);
  } else if (there <= here) {
    problems.push(`${show(from)} → ${show(to)}: ${upper} may not import ${lower}`);
  }
  for (const [a, b, why] of forbidden) {
    if (a === upper && b === lower) problems.push(`${show(from)} → ${show(to)}: ${why}`);
  }
}

function rank(layer: string): number {
  return layers.findIndex((line) => line.includes(layer));
}

function findCycles(): void {
  const state = new Map<string, "open" | "done">();
  const trail: string[] = [];
  const visit = (file: string): void => {
    state.set(file, "open");
    trail.push(file);
    for (const { to } of edges.get(file) ?? []) {
      const seen = state.get(to);
      if (seen === "open")
        problems.push(`cycle: ${[...trail.slice(trail.indexOf(to)), to].map(show).join(" → ")}`);
      else if (seen === undefined && edges.has(to)) visit(to);
    }
    trail.pop();
    state.set(file, "done");
  };
  for (const file of edges.keys()) if (!state.has(file)) visit(file);
}

function show(file: string): string {
  return path.relative(path.join(root, "packages"), file);
}
