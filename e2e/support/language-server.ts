import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

interface Received {
  readonly id?: number | string;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: unknown;
}

const headerEnd = "\r\n\r\n";

/** TypeScript as an editor runs it: the Language Server Protocol over standard input and output. */
export class LanguageServer implements AsyncDisposable {
  readonly #folder: string;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, (message: Received) => void>();
  #unread = Buffer.alloc(0);
  #asked = 0;

  private constructor(folder: string) {
    this.#folder = folder;
    const compiler = fileURLToPath(new URL("lib/tsc.js", import.meta.resolve("typescript/package.json")));
    this.#process = spawn(process.execPath, [compiler, "--lsp", "--stdio"], { cwd: folder });
    this.#process.stdout.on("data", (bytes: Buffer) => this.#read(bytes));
  }

  /** @param folder of a project with a tsconfig.json */
  static async open(folder: string): Promise<LanguageServer> {
    const server = new LanguageServer(folder);
    await server.#ask("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      capabilities: {},
    });
    server.#send({ method: "initialized", params: {} });
    return server;
  }

  /**
   * What an editor shows over the end of the given words.
   *
   * @param file path in the folder
   */
  async hover(file: string, words: string): Promise<string> {
    const full = path.join(this.#folder, file);
    const uri = pathToFileURL(full).href;
    const text = await readFile(full, "utf8");
    const end = text.indexOf(words) + words.length - 1;
    if (end < words.length - 1) throw new Error(`"${words}" does not occur in ${file}`);
    const before = text.slice(0, end).split("\n");
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    this.#send({
      method: "textDocument/didOpen",
      params: { textDocument: { uri, languageId: "typescript", version: 1, text } },
    });
    const shown = await this.#ask("textDocument/hover", { textDocument: { uri }, position });
    return JSON.stringify((shown as { readonly contents?: unknown } | null)?.contents ?? null);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill();
    await ended;
  }

  async #ask(method: string, params: object): Promise<unknown> {
    const id = ++this.#asked;
    const answer = new Promise<Received>((resolve) => this.#waiting.set(id, resolve));
    this.#send({ id, method, params });
    const { result, error } = await answer;
    if (error !== undefined) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result;
  }

  #send(message: object): void {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}${headerEnd}${body}`);
  }

  #read(bytes: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, bytes]);
    for (;;) {
      const end = this.#unread.indexOf(headerEnd);
      if (end === -1) return;
      const length = Number(/content-length: (\d+)/i.exec(this.#unread.toString("latin1", 0, end))?.[1]);
      const start = end + headerEnd.length;
      if (this.#unread.length < start + length) return;
      const message = JSON.parse(this.#unread.toString("utf8", start, start + length)) as Received;
      this.#unread = this.#unread.subarray(start + length);
      this.#receive(message);
    }
  }

  #receive({ id, method, ...answer }: Received): void {
    if (id === undefined) return;
    // It asks, too: what this editor is set up for, which is nothing.
    if (method !== undefined) this.#send({ id, result: null });
    else if (typeof id === "number") this.#waiting.get(id)?.(answer);
  }
}
