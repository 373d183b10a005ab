import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import path from "node:path";
import { root } from "./mudlark.ts";

/** A program that a script drives: it reads lines and prints text, without a terminal. */
export class Script implements AsyncDisposable {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<unknown>;
  #text = "";

  private constructor(program: string, words: readonly string[]) {
    this.#child = spawn(program, words);
    this.#ended = new Promise((resolve) => this.#child.once("close", resolve));
    this.#child.stdin.on("error", () => {});
    this.#child.stdout.setEncoding("utf8").on("data", (text: string) => (this.#text += text));
  }

  static run(program: string, ...words: readonly string[]): Script {
    return new Script(program, words);
  }

  /** Runs `telnet-probe`. */
  static probe(...words: readonly string[]): Script {
    const program = path.join(root, "packages/protocols/bin/telnet-probe.js");
    return new Script(process.execPath, [program, ...words]);
  }

  /** What it has printed by now. */
  get shown(): string {
    return this.#text;
  }

  /** Everything that it prints until it ends by itself. */
  get printed(): Promise<string> {
    return this.#ended.then(() => this.#text);
  }

  type(line: string): void {
    this.#child.stdin.write(`${line}\r\n`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.stdin.end();
    this.#child.kill("SIGTERM");
    await this.#ended;
  }
}
