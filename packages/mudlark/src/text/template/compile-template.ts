import { ArgumentBuilder } from "./argument-builder.ts";
import { messageFunctions } from "./message-functions.ts";
import type { TemplateFunction } from "./template-function.ts";
import type { Argument, Part, Template } from "./template.ts";

/** Calls within calls, at most; what lies deeper is text. */
const deepestCall = 20;

/**
 * Reads a template. Nothing is an error: an unknown function, a call that never ends, a brace on its own are text.
 *
 * @param functions that it may call, by name; by default those of messages
 * @example
 * compileTemplate("$You() $conj(light) {lantern}.")
 */
export function compileTemplate(source: string): Template;
export function compileTemplate<F extends object>(
  source: string,
  functions: ReadonlyMap<string, F>,
): Template<F>;
export function compileTemplate(
  source: string,
  functions: ReadonlyMap<string, TemplateFunction> = messageFunctions,
): Template {
  if (!/[$\\{]/.test(source))
    return { parts: source === "" ? [] : [source], mentions: nothing, unknown: nothing };
  return new TemplateReader(source, functions).read();
}

const nothing: ReadonlySet<string> = new Set();

/** A call that has begun and not ended. */
interface OpenCall<F> {
  readonly run: F;
  /** Where its dollar stands, and where its arguments begin. */
  readonly start: number;
  readonly inside: number;
  readonly args: Argument<F>[];
  readonly named: Map<string, Argument<F>>;
  /** The argument that is being read, and its name. */
  argument: ArgumentBuilder<F>;
  key: string | null;
  /** Brackets that must close before a comma or a closing bracket belongs to the call. */
  brackets: string;
  /** All that was read since the call began, for the case that it never ends. */
  readonly asText: ArgumentBuilder<F>;
}

const closers: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

/** Signs that a backslash makes text. */
const escapable: ReadonlySet<string> = new Set('$\\{}()[],"=');

/** Reads from left to right once, with the open calls on a stack: no text takes longer than its length. */
class TemplateReader<F extends object> {
  readonly #source: string;
  readonly #functions: ReadonlyMap<string, F>;
  readonly #text = new ArgumentBuilder<F>();
  readonly #open: OpenCall<F>[] = [];
  readonly #mentions = new Set<string>();
  readonly #unknown = new Set<string>();
  readonly #meaningful = /[$\\{}()[\],"]/g;
  #at = 0;

  constructor(source: string, functions: ReadonlyMap<string, F>) {
    this.#source = source;
    this.#functions = functions;
  }

  read(): Template<F> {
    while (this.#at < this.#source.length) this.#step();
    // Calls that never ended are text; what stands inside of them is not.
    for (let call = this.#open.pop(); call !== undefined; call = this.#open.pop()) {
      const outer = this.#open.at(-1)?.asText ?? this.#text;
      outer.addText(this.#source.slice(call.start, call.inside));
      for (const part of call.asText.parts()) outer.add(part);
    }
    return { parts: this.#text.parts(), mentions: this.#mentions, unknown: this.#unknown };
  }

  #step(): void {
    const source = this.#source;
    const sign = source[this.#at] ?? "";
    const next = source[this.#at + 1] ?? "";
    const call = this.#open.at(-1);
    if (sign === "\\" && escapable.has(next)) this.#addText(next, 2);
    else if (sign === "$" && next === "$") this.#addText("$", 2);
    else if (sign === "{" && next === "{") this.#addText("{{", 2);
    else if (sign === "$" && this.#beginCall()) return;
    else if (sign === "{" && this.#readValue()) return;
    else if (call !== undefined) this.#stepInCall(call, sign);
    else this.#readText();
  }

  #stepInCall(call: OpenCall<F>, sign: string): void {
    if (sign === '"') return this.#readQuoted(call);
    if (call.brackets === "" && sign === ")") return this.#endCall(call);
    if (call.brackets === "" && sign === ",") {
      this.#endArgument(call);
      call.asText.addText(",");
      this.#at++;
      return this.#beginArgument(call);
    }
    const closer = closers.get(sign);
    if (closer !== undefined) call.brackets += closer;
    else if (call.brackets.endsWith(sign)) call.brackets = call.brackets.slice(0, -1);
    this.#readText();
  }

  /** From a sign that means nothing to the next that may mean something. */
  #readText(): void {
    this.#meaningful.lastIndex = this.#at + 1;
    const end = this.#meaningful.exec(this.#source)?.index ?? this.#source.length;
    this.#addText(this.#source.slice(this.#at, end), end - this.#at);
  }

  #beginCall(): boolean {
    const name = /^\$([a-z]\w{0,63})\(/i.exec(this.#source.slice(this.#at, this.#at + 66))?.[1];
    if (name === undefined) return false;
    const run = this.#functions.get(name);
    if (run === undefined || this.#open.length >= deepestCall) {
      this.#unknown.add(name);
      return false;
    }
    const call: OpenCall<F> = {
      run,
      start: this.#at,
      inside: this.#at + name.length + 2,
      args: [],
      named: new Map(),
      argument: new ArgumentBuilder(),
      key: null,
      brackets: "",
      asText: new ArgumentBuilder(),
    };
    this.#open.push(call);
    this.#at = call.inside;
    this.#beginArgument(call);
    return true;
  }

  #beginArgument(call: OpenCall<F>): void {
    call.argument = new ArgumentBuilder();
    const name = /^\s*([a-z_]\w{0,63})\s*=/i.exec(this.#source.slice(this.#at, this.#at + 80));
    call.key = name?.[1] ?? null;
    if (name === null) return;
    call.asText.addText(name[0]);
    this.#at += name[0].length;
  }

  #endArgument(call: OpenCall<F>): void {
    const argument = call.argument.argument();
    if (call.key !== null) call.named.set(call.key, argument);
    else if (argument.length > 0) call.args.push(argument);
    const [word = "", ...others] = argument;
    if (typeof word === "string" && others.length === 0) this.#mentions.add(word);
  }

  #endCall(call: OpenCall<F>): void {
    this.#endArgument(call);
    this.#open.pop();
    this.#at++;
    const { run, args, named, start } = call;
    this.#add({ kind: "call", run, args, named, source: this.#source.slice(start, this.#at) });
  }

  #readValue(): boolean {
    const key = /^\{([a-z_]\w{0,63})\}/i.exec(this.#source.slice(this.#at, this.#at + 66))?.[1];
    if (key === undefined) return false;
    this.#mentions.add(key);
    this.#at += key.length + 2;
    this.#add({ kind: "value", key });
    return true;
  }

  /** Nothing between two quotes has a meaning. A quote without a second one is only a sign. */
  #readQuoted(call: OpenCall<F>): void {
    let end = this.#at + 1;
    while (end < this.#source.length && this.#source[end] !== '"') end += this.#source[end] === "\\" ? 2 : 1;
    if (end >= this.#source.length) return this.#readText();
    const quoted = this.#source.slice(this.#at, end + 1);
    call.argument.addQuoted(quoted);
    call.asText.addText(quoted);
    this.#at = end + 1;
  }

  #addText(text: string, length: number): void {
    this.#at += length;
    const call = this.#open.at(-1);
    if (call === undefined) return this.#text.addText(text);
    call.argument.addText(text);
    call.asText.addText(text);
  }

  #add(part: Part<F>): void {
    const call = this.#open.at(-1);
    if (call === undefined) return this.#text.add(part);
    call.argument.add(part);
    call.asText.add(part);
  }
}
