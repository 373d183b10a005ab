import type { Socket } from "node:net";
import type ssh2 from "ssh2";
import type {
  AuthContext,
  Connection as SshConnection,
  PublicKeyAuthContext,
  Session as SshSession,
} from "ssh2";
import type { Clock } from "../../base/clock.ts";
import type { SshWire } from "./ssh-wire.ts";
import { heardVariables, type WindowSize } from "./terminal-facts.ts";

export interface SshVisitorOptions {
  readonly client: SshConnection;
  readonly socket: Socket;
  readonly clock: Clock;
  readonly parseKey: typeof ssh2.utils.parseKey;
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
/** A client may offer all keys that its player has, before it asks for the password. */
const mostKeys = 12;
const methods = ["publickey", "password", "keyboard-interactive"] as const;

/**
 * One client of the SSH port: who it is, and the one terminal that it may open. It gets no files, no programs, no
 * tunnels and no agents: what nobody listens to is refused.
 */
export class SshVisitor {
  readonly #options: SshVisitorOptions;
  #wire: SshWire | null = null;
  #wrongTries = 0;
  #keys = 0;
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
    if (context.method === "publickey") return void this.#tryKey(context);
    if (context.method === "password") return void this.#try(context, context.password);
    if (context.method !== "keyboard-interactive") return context.reject([...methods]);
    return context.prompt([{ prompt: "Password: ", echo: false }], (answers) => {
      void this.#try(context, answers[0] ?? "");
    });
  }

  /** First without a signature, to hear whether it would help. */
  async #tryKey(context: PublicKeyAuthContext): Promise<void> {
    const { username: name, signature, key } = context;
    const isProved = signature !== undefined;
    const mayBe = ++this.#keys <= mostKeys && isNameLike(name) && (!isProved || this.#isSigned(context));
    const isRight = mayBe && (await this.#admitted()?.logInByKey(name, key.data, isProved)) === true;
    return isRight ? context.accept() : context.reject([...methods]);
  }

  #isSigned({ key, signature, blob, hashAlgo }: PublicKeyAuthContext): boolean {
    const parsed = this.#options.parseKey(key.data);
    // RSA without a named hash signs by SHA-1.
    if (parsed instanceof Error || (parsed.type === "ssh-rsa" && hashAlgo === undefined)) return false;
    if (blob === undefined || signature === undefined) return false;
    return parsed.verify(blob, signature, hashAlgo);
  }

  async #try(context: AuthContext, password: string): Promise<void> {
    if (await this.#isRight(context.username, password)) return context.accept();
    // Whoever is told of the last one would try again before it is cut off.
    if (++this.#wrongTries >= mostTries) return this.#hangUp();
    return context.reject([...methods]);
  }

  #isRight(name: string, password: string): Promise<boolean> {
    if (!isNameLike(name) || password.length > 1000) return Promise.resolve(false);
    return this.#admitted()?.logIn(name, password) ?? Promise.resolve(false);
  }

  #admitted(): SshWire | null {
    this.#wire ??= this.#options.admit(() => this.#hangUp());
    return this.#wire;
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
      const wire = this.#admitted();
      if (wire === null) return void channel.end();
      return wire.attach(channel, { term, size, environment });
    });
  }

  #hangUp(): void {
    const { client, socket, clock } = this.#options;
    client.end();
    clock.after(lingerMs, () => socket.destroy());
  }
}

function isNameLike(name: string): boolean {
  return name.length > 0 && name.length <= 200;
}
