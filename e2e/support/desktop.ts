import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A screen that nobody sees, with one program's window on it and somebody at its keyboard. */
export class Desktop implements AsyncDisposable {
  readonly #home: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #children: readonly ChildProcess[];

  private constructor(home: string, environment: NodeJS.ProcessEnv, children: readonly ChildProcess[]) {
    this.#home = home;
    this.#environment = environment;
    this.#children = children;
  }

  /** Starts a program, and waits for its window. @param windows the class that its windows have */
  static async with(program: string, words: readonly string[], windows: string): Promise<Desktop> {
    const home = await mkdtemp(path.join(tmpdir(), "mudlark-desktop-"));
    const screen = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1024x768x24", "-nolisten", "tcp"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const display = await new Promise<string>((resolve, reject) => {
      screen.stdout.once("data", (number: Buffer) => resolve(`:${number.toString().trim()}`));
      screen.once("close", () => reject(new Error("there is no screen")));
    });
    const environment = {
      ...process.env,
      PATH: `${process.env.PATH ?? ""}:/usr/games`,
      HOME: home,
      LANG: "C.UTF-8",
      DISPLAY: display,
      NO_AT_BRIDGE: "1",
    };
    const child = spawn(program, words, { env: environment, stdio: "ignore" });
    const desktop = new Desktop(home, environment, [child, screen]);
    const found = await desktop.#do("search", "--sync", "--onlyvisible", "--class", windows);
    await desktop.#do("windowfocus", "--sync", found.trim().split("\n").at(-1) ?? "");
    return desktop;
  }

  /** Types a line and presses Enter. */
  async type(line: string): Promise<void> {
    await this.#do("type", "--delay", "5", line);
    await this.#do("key", "Return");
  }

  async #do(...words: readonly string[]): Promise<string> {
    const { stdout } = await run("xdotool", words, { env: this.#environment, timeout: 20_000 });
    return stdout;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#children) {
      const closed = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGTERM");
      await closed;
    }
    await rm(this.#home, { recursive: true, force: true });
  }
}
