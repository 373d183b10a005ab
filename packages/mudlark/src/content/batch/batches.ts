import { realpath, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { messageOf } from "../../base/errors.ts";
import type { Game } from "../../model/game.ts";
import { parseBatch, type BatchEntry } from "./parse-batch.ts";

declare module "../../model/game.ts" {
  interface Game {
    /** Files of commands and code that staff may run. */
    readonly batches: Batches;
  }
}

/** A command of a batch file, and the file it is from. */
export interface BatchCommand extends BatchEntry {
  /** From the folder of batch files. */
  readonly file: string;
}

export interface BatchCodeFile {
  /** Absolute. */
  readonly path: string;
  readonly version: string;
}

/** What reading came to; a problem is a sentence for whoever named the file. */
export type BatchResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: string };

/** A file that somebody runs now. */
export interface BatchRun {
  readonly name: string;
  /** Was it told to end? It does so before its next command. */
  isStopped: boolean;
}

const commandEndings = [".ev", ".batch"] as const;
const codeEndings = [".ts", ".js", ".mjs"] as const;

const largestFile = 1024 * 1024;
const mostCommands = 100_000;
const deepestInsert = 20;

/** Finds and reads batch files, in the folders that are set aside for them and nowhere else. */
export class Batches {
  readonly #folders: readonly string[];
  readonly #runs = new WeakMap<object, BatchRun>();

  constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  /** What somebody runs now; null when nothing. */
  running(owner: object): BatchRun | null {
    return this.#runs.get(owner) ?? null;
  }

  /** Remembers that somebody runs a file, until `end`. */
  begin(owner: object, name: string): BatchRun {
    const run: BatchRun = { name, isStopped: false };
    this.#runs.set(owner, run);
    return run;
  }

  end(owner: object): void {
    this.#runs.delete(owner);
  }

  /** The commands of a `.ev` or `.batch` file, with those of the files that it inserts. */
  commands(name: string): Promise<BatchResult<readonly BatchCommand[]>> {
    return resultOf(async () => {
      const found: BatchCommand[] = [];
      await this.#collect(name, [], found);
      return found;
    });
  }

  /** Where a file of code lies, and a word that is another one after each change of it. */
  codeFile(name: string): Promise<BatchResult<BatchCodeFile>> {
    return resultOf(async () => {
      const file = await this.#find(name, codeEndings);
      const { mtimeMs, size } = await stat(file.path);
      return { path: file.path, version: `${mtimeMs}-${size}` };
    });
  }

  async #collect(name: string, from: readonly string[], found: BatchCommand[]): Promise<void> {
    const file = await this.#find(name, commandEndings);
    if (from.includes(file.path)) throw new BatchProblem(`The file ${file.name} inserts itself.`);
    if (from.length >= deepestInsert) throw new BatchProblem(`${file.name} is inserted too deep down.`);
    const lines = file.name.toLowerCase().endsWith(".batch") ? "joined" : "kept";
    for (const entry of parseBatch(await readText(file), lines)) {
      if ("insert" in entry) {
        await this.#insert(entry.insert, `${file.name}:${entry.line}`, [...from, file.path], found);
        continue;
      }
      if (found.length >= mostCommands)
        throw new BatchProblem(`There are more than ${mostCommands} commands.`);
      found.push({ ...entry, file: file.name });
    }
  }

  async #insert(name: string, at: string, from: readonly string[], found: BatchCommand[]): Promise<void> {
    try {
      await this.#collect(name, from, found);
    } catch (error) {
      throw error instanceof BatchProblem ? new BatchProblem(`${at}: ${error.message}`) : error;
    }
  }

  /** With or without its ending. A link that leads out of the folder leads nowhere. */
  async #find(name: string, endings: readonly string[]): Promise<FoundFile> {
    const wanted = name.trim();
    const isTold = endings.some((ending) => wanted.toLowerCase().endsWith(ending));
    if (wanted === "") throw new BatchProblem("A batch file is missing its name.");
    for (const folder of this.#folders) {
      const root = await realpath(folder).catch(() => null);
      if (root === null || wanted.includes("\0")) continue;
      for (const ending of isTold ? [""] : endings) {
        const real = await realpath(path.resolve(root, wanted + ending)).catch(() => null);
        if (real === null || !isInside(root, real)) continue;
        return { path: real, name: path.relative(root, real).split(path.sep).join("/") };
      }
    }
    throw new BatchProblem(`There is no batch file "${wanted}" with the ending ${endings.join(" or ")}.`);
  }
}

interface FoundFile {
  readonly path: string;
  readonly name: string;
}

class BatchProblem extends Error {}

async function resultOf<Value>(work: () => Promise<Value>): Promise<BatchResult<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof BatchProblem) return { ok: false, problem: error.message };
    return { ok: false, problem: `The file cannot be read: ${messageOf(error)}` };
  }
}

async function readText({ path: file, name }: FoundFile): Promise<string> {
  const { size } = await stat(file);
  if (size > largestFile) throw new BatchProblem(`${name} is longer than ${largestFile} bytes.`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
  } catch (error) {
    if (error instanceof TypeError) throw new BatchProblem(`${name} is not written in UTF-8.`);
    throw error;
  }
}

function isInside(folder: string, file: string): boolean {
  const inside = path.relative(folder, file);
  return inside !== "" && !inside.startsWith("..") && !path.isAbsolute(inside);
}

/** Gives a game its batch files. @param folders absolute */
export function addBatches(game: Game, folders: readonly string[]): void {
  Object.defineProperty(game, "batches", { value: new Batches(folders) });
}
