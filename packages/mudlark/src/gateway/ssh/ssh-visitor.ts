import type { Socket } from "node:net";
import type { AuthContext, Connection as SshConnection, Session as SshSession } from "ssh2";
import type { Clock } from "../../base/clock.ts";
import type { SshWire } from "./ssh-wire.ts";
import { heardVariables, type WindowSize } from "./terminal-facts.ts";

export interface SshVisitorOptions {
  readonly client: SshConnection;
  readonly socket: Socket;
  readonly clock: Clock;
  /** User names that need no password: they get the login screen. */
  readonly openUsers: readonly string[];
  /** Lets it in as a connection of the game; null when it is not welcome. */
  readonly admit: (hangUp: () => void) => SshWire | null;
  /** It has shown who it is, and has a terminal. */
  readonly onSettled: () => void;
}

/** How long a client may take to read its last words. */
const lingerMs = 5000;
const mostTries = 4;
const methods = ["password", "keyboard-interactive"] as const;

/**
 * One client of the SSH port: who it is, and the one terminal that it may open. It gets no files, no programs, no
 * tunnels and no agents: what nobody listens to is refused.
 */
export class SshVisitor {
  readonly #options: SshVisitorOptions;
  #wire: SshWire | null = null;
  #wrongTries = 0;
  #hasTerminal = false;

  constructor(options: SshVisitorOptions) {
    this.#options = options;
  }

  /** Listens to it from here on. */
  start(): void {
    const { client } = this.#options;
    client.on("authentication", (context) => this.#authenticate(context));
    client.on("session", (accept, reject) => {
      if (this.#hasTerminal) return reject();
      this.#hasTerminal = true;
      this.#openSession(accept());
    });
    // Whatever is wrong with what it sends, the library hangs up.
    client.on("error", () => {});
    client.on("close", () => this.#wire?.lost());
  }

  #authenticate(context: AuthContext): void {
    if (this.#options.openUsers.includes(context.username)) return context.accept();
    if (context.method === "password") return void this.#try(context, context.password);
    if (context.method !== "keyboard-interactive") return context.reject([...methods]);
    return context.prompt([{ prompt: "Password: ", echo: false }], (answers) => {
      void this.#try(context, answers[0] ?? "");
    });
  }

  async #try(context: AuthContext, password: string): Promise<void> {
    if (await this.#isRight(context.username, password)) return context.accept();
    // Whoever is told of the last one would try again before it is cut off.
    if (++this.#wrongTries >= mostTries) return this.#hangUp();
    return context.reject([...methods]);
  }

  #isRight(name: string, password: string): Promise<boolean> {
    const isPossible = name.length > 0 && name.length <= 200 && password.length <= 1000;
    if (!isPossible) return Promise.resolve(false);
    this.#wire ??= this.#options.admit(() => this.#hangUp());
    return this.#wire?.logIn(name, password) ?? Promise.resolve(false);
  }

  #openSession(session: SshSession): void {
    const environment: Record<string, string> = {};
    let term: string | null = null;
    let size: WindowSize = { columns: 0, rows: 0 };
    session.on("pty", (accept, _reject, info) => {
      // The types of the library leave the name of the terminal out.
      term = ((info as { readonly term?: string }).term ?? "").slice(0, 40);
      size = { columns: info.cols, rows: info.rows };
      accept?.();
    });
    session.on("env", (accept, reject, { key, val }) => {
      if (!heardVariables.has(key) || val.length > 100) return reject?.();
      environment[key] = val;
      return accept?.();
    });
    session.on("window-change", (accept, _reject, info) => {
      size = { columns: info.cols, rows: info.rows };
      accept?.();
      if (term !== null) this.#wire?.resize(size);
    });
    session.once("shell", (accept) => {
      const channel = accept();
      this.#options.onSettled();
      this.#wire ??= this.#options.admit(() => this.#hangUp());
      if (this.#wire === null) return void channel.end();
      return this.#wire.attach(channel, { term, size, environment });
    });
  }

  #hangUp(): void {
    const { client, socket, clock } = this.#options;
    client.end();
    clock.after(lingerMs, () => socket.destroy());
  }
}
