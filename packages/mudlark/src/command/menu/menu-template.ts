import { MudlarkError } from "../../base/errors.ts";
import type { JsonObject } from "../../base/json.ts";
import { parseLiteral } from "../arguments/literal.ts";
import type { MenuAction, MenuNode, MenuOption, NextNode } from "./menu.ts";
import type { MenuContext } from "./menu-context.ts";
import { linePattern } from "./line-pattern.ts";

/** What a template names in an option: gets the named values that stand there. */
export type TemplateAction<Data extends JsonObject> = (
  menu: MenuContext<Data>,
  input: string,
  args: Readonly<Record<string, unknown>>,
) => NextNode<string, Data> | Promise<NextNode<string, Data>>;

interface TemplateNodes<Data extends JsonObject> {
  readonly start: string;
  readonly nodes: Readonly<Record<string, MenuNode<string, Data>>>;
}

interface Section<Data extends JsonObject> {
  readonly name: string;
  readonly text: string[];
  readonly options: MenuOption<string, Data>[];
  /** Where its options lead, and in which line, to see whether that is there. */
  readonly targets: { readonly node: string; readonly line: number }[];
  hasOptions: boolean;
}

/**
 * Makes nodes out of a text (`commands.md` §13.3), for `menu({ ...menuTemplate(text), … })`. The first node is the
 * start.
 *
 * @param actions the functions that options may call instead of naming a node
 * @throws MudlarkError DIALOG_INVALID with every mistake and its line
 * @example
 * const inn = menu(menuTemplate(`
 *   ## node door
 *   A bed for the night?
 *   ## options
 *   yes;y: take it -> bed
 *   no: go on -> road
 *   > *: shrug(times=2)
 *   ## node bed
 *   You sleep.
 *   ## node road
 *   It is getting dark.
 * `, { shrug: () => undefined }));
 */
export function menuTemplate<Data extends JsonObject = JsonObject>(
  text: string,
  actions: Readonly<Record<string, TemplateAction<Data>>> = {},
): TemplateNodes<Data> {
  const reader = new TemplateReader(new Map(Object.entries(actions)));
  for (const [at, line] of text.split("\n").entries()) reader.read(line, at + 1);
  return reader.finish();
}

class TemplateReader<Data extends JsonObject> {
  readonly #actions: ReadonlyMap<string, TemplateAction<Data>>;
  readonly #sections = new Map<string, Section<Data>>();
  readonly #problems: string[] = [];
  #section: Section<Data> | null = null;

  constructor(actions: ReadonlyMap<string, TemplateAction<Data>>) {
    this.#actions = actions;
  }

  read(line: string, number: number): void {
    const [, name] = /^\s*##\s*node\s+(.+?)\s*$/iu.exec(line) ?? [];
    if (name !== undefined) return this.#begin(name, number);
    if (this.#section === null) {
      if (line.trim() !== "" && !isComment(line)) this.#problem(number, "a text before the first ## node");
      return;
    }
    if (/^\s*##\s*options\s*$/iu.test(line)) this.#section.hasOptions = true;
    else if (isComment(line)) return;
    else if (!this.#section.hasOptions) this.#section.text.push(line);
    else if (line.trim() !== "") this.#option(this.#section, line.trim(), number);
  }

  finish(): TemplateNodes<Data> {
    for (const { targets } of this.#sections.values()) {
      for (const { node, line } of targets) {
        if (!this.#sections.has(node)) this.#problem(line, `there is no node "${node}"`);
      }
    }
    const [start] = this.#sections.keys();
    if (start === undefined) this.#problems.push("it has no ## node");
    if (this.#problems.length > 0 || start === undefined) {
      throw new MudlarkError("DIALOG_INVALID", `a menu template has mistakes:\n${this.#problems.join("\n")}`);
    }
    const nodes = [...this.#sections].map(([name, section]) => [name, nodeOf(section)] as const);
    return { start, nodes: Object.fromEntries(nodes) };
  }

  #begin(name: string, number: number): void {
    if (this.#sections.has(name)) this.#problem(number, `there are two nodes "${name}"`);
    this.#section = { name, text: [], options: [], targets: [], hasOptions: false };
    this.#sections.set(name, this.#section);
  }

  /** `key;alias: description -> target`, or `> pattern: target`. */
  #option(section: Section<Data>, line: string, number: number): void {
    const [, route] = /^>(.*)$/u.exec(line) ?? [];
    const colon = route === undefined ? line.indexOf(":") : endOfPattern(line);
    if (colon === -1) return this.#problem(number, "an option without a colon");
    const before = line.slice(route === undefined ? 0 : 1, colon).trim();
    const [desc, target] = split(line.slice(colon + 1).trim());
    const goto = this.#target(section, target, number);
    if (goto === null) return;
    if (route !== undefined) {
      const match = linePattern(before);
      if (match === null) this.#problem(number, `"${before}" is not a pattern`);
      else section.options.push({ key: "_default", match, goto });
      return;
    }
    const key = before.split(";").map((name) => name.trim());
    if (key.includes("")) this.#problem(number, "an option without a key");
    else section.options.push({ key, desc, goto });
  }

  /** A node, or a call of an action with named values; null when it is neither. */
  #target(section: Section<Data>, target: string, number: number): string | MenuAction<string, Data> | null {
    const [, name, inner = ""] = /^([\w$]+)\s*\((.*)\)$/su.exec(target) ?? [];
    if (name === undefined) {
      section.targets.push({ node: target, line: number });
      return target;
    }
    const action = this.#actions.get(name);
    const args = argumentsIn(inner);
    if (action === undefined) this.#problem(number, `there is no function "${name}"`);
    else if (args === null) this.#problem(number, `"${inner}" is not a list of named values`);
    else return (menu, input) => action(menu, input, args);
    return null;
  }

  #problem(line: number, what: string): void {
    this.#problems.push(`line ${line}: ${what}`);
  }
}

function isComment(line: string): boolean {
  return /^\s*#/u.test(line) && !/^\s*##/u.test(line);
}

function nodeOf<Data extends JsonObject>(section: Section<Data>): MenuNode<string, Data> {
  const { text, options, hasOptions } = section;
  const page = { text: dedented(text), ...(hasOptions && { options }) };
  return () => page;
}

/** A pattern may hold colons of its own between its slashes. */
function endOfPattern(line: string): number {
  const [pattern = ""] = /^>\s*\/(?:\\.|[^\\/])*\/i?/u.exec(line) ?? [];
  return line.indexOf(":", pattern.length);
}

function split(rest: string): readonly [desc: string, target: string] {
  const arrow = rest.lastIndexOf("->");
  return arrow === -1 ? ["", rest] : [rest.slice(0, arrow).trim(), rest.slice(arrow + 2).trim()];
}

/** `n=2, who="Bob"`; a value that is none is a text. */
function argumentsIn(inner: string): Readonly<Record<string, unknown>> | null {
  if (inner.trim() === "") return {};
  const pieces = inner.match(/(?:"[^"]*"|'[^']*'|\[[^\]]*\]|[^,])+/gu) ?? [];
  const entries = pieces.map((piece) => /^\s*([\p{L}_]\w*)\s*=\s*(.*?)\s*$/su.exec(piece));
  if (entries.includes(null)) return null;
  return Object.fromEntries(
    entries.map((entry) => {
      const [, name = "", value = ""] = entry ?? [];
      return [name, parseLiteral(value)?.value ?? value] as const;
    }),
  );
}

/** Without the blanks that stand before every line, and without empty lines at both ends. */
function dedented(lines: readonly string[]): string {
  const used = lines.filter((line) => line.trim() !== "");
  const indent = Math.min(...used.map((line) => line.length - line.trimStart().length));
  const text = lines.map((line) => line.slice(Math.min(indent, line.length)).trimEnd()).join("\n");
  return text.replace(/^\n+|\n+$/gu, "");
}
