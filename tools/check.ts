/** `npm run check`: format, types, lint, layers and cycles, dead code; all of them, side by side, before it says no. */
import { spawn } from "node:child_process";
import path from "node:path";

interface Check {
  readonly name: string;
  readonly command: readonly string[];
}

const root = path.resolve(import.meta.dirname, "..");
const checks: readonly Check[] = [
  { name: "format", command: ["oxfmt", "--check", "."] },
  { name: "types", command: ["tsc"] },
  { name: "types in the browser", command: ["tsc", "-p", "packages/mudlark/src/web/browser"] },
  { name: "lint", command: ["oxlint", "--type-aware", "--deny-warnings"] },
  { name: "layers", command: ["node", "tools/layers.ts"] },
  { name: "dead code", command: ["knip"] },
];

const results = await Promise.all(checks.map(run));
for (const { name, failed, output, seconds } of results) {
  if (failed) console.error(`\n${output.trim()}\n`);
  console.log(`${failed ? "FAILED" : "ok    "} ${name} (${seconds.toFixed(1)} s)`);
}
process.exitCode = results.some((result) => result.failed) ? 1 : 0;

async function run(
  check: Check,
): Promise<{ name: string; failed: boolean; output: string; seconds: number }> {
  const [program = "", ...programArguments] = check.command;
  const started = performance.now();
  const child = spawn(program, programArguments, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => {
    child.on("close", resolve);
    child.on("error", (error) => {
      output += error.message;
      resolve(1);
    });
  });
  return { name: check.name, failed: code !== 0, output, seconds: (performance.now() - started) / 1000 };
}
