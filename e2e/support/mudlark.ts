import { spawn } from "node:child_process";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../..");
export const binary = path.join(root, "packages/mudlark/bin/mudlark.cjs");

/** What a verb of the command line said and ended with. */
export interface Said {
  readonly code: number;
  /** Everything that a person sees. */
  readonly output: string;
  /** What a program reads: standard output alone. */
  readonly results: string;
}

export interface CallOptions {
  /** Where it is called. */
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What comes on its standard input. */
  readonly input?: string;
}

/** Runs the command line as a script does: without a terminal. */
export async function mudlark(words: readonly string[], options: CallOptions = {}): Promise<Said> {
  const child = spawn(binary, words, {
    cwd: options.directory,
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", ...options.environment },
  });
  child.stdin.on("error", () => {});
  child.stdin.end(options.input ?? "");
  let [output, results] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    results += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code: code ?? -1, output, results };
}
