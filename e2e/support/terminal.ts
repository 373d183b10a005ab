import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** A program in a pseudo terminal of its own, as a player would sit before it. */
export class Terminal implements AsyncDisposable {
  readonly #home: string;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting = new Set<() => void>();
  readonly #ended: Promise<unknown>;
  #shown = "";
  #read = 0;

  private constructor(home: string, command: string) {
    this.#home = home;
    const prepared = `stty rows 40 cols 120; exec ${command}`;
    // `script` (util-linux) is what every Debian has to make a pseudo terminal with.
    this.#child = spawn("script", ["-qefc", prepared, "/dev/null"], {
      env: {
        ...process.env,
        PATH: `${process.env.PATH ?? ""}:/usr/games`,
        HOME: home,
        TERM: "xterm-256color",
        LANG: "C.UTF-8",
        SHELL: "/bin/sh",
      },
    });
    this.#ended = new Promise((resolve) => this.#child.once("close", resolve));
    this.#child.stdin.on("error", () => {});
    this.#child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.#shown += text;
      for (const look of this.#waiting) look();
    });
  }

  /** @param command as a shell understands it */
  static async run(command: string): Promise<Terminal> {
    return new Terminal(await mkdtemp(path.join(tmpdir(), "mudlark-terminal-")), command);
  }

  /** Everything that the terminal showed, with its control sequences. */
  get shown(): string {
    return this.#shown;
  }

  /** Types a line and presses Enter. */
  type(line: string): void {
    this.press(`${line}\r`);
  }

  press(keys: string): void {
    this.#child.stdin.write(keys);
  }

  /** Waits for words after those that were waited for last. */
  async expect(pattern: RegExp, timeout = 20_000): Promise<string> {
    const trace = new Error();
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(this.#shown.slice(this.#read));
        if (found === null) return;
        this.#read += found.index + found[0].length;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(found[0]);
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        trace.message = `waited for ${pattern} but the terminal shows:\n${JSON.stringify(this.#shown.slice(this.#read))}`;
        reject(trace);
      }, timeout);
      this.#waiting.add(look);
      look();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.stdin.end();
    this.#child.kill("SIGTERM");
    await this.#ended;
    await rm(this.#home, { recursive: true, force: true });
  }
}
