import { MudlarkError } from "../../base/errors.ts";
import type { JsonObject } from "../../base/json.ts";
import type { MenuContext } from "./menu-context.ts";
import type { MenuFormat } from "./menu-format.ts";

/** The property by which a menu is known among the exports of a module. */
const menuKey: unique symbol = Symbol("menu");

/**
 * Where a menu goes: to a node, also with some of the data set and with another input than the answer; nothing shows
 * the same node again.
 */
export type NextNode<Name extends string, Data> =
  | Name
  | { readonly node: Name; readonly set?: Partial<Data>; readonly input?: string }
  | undefined
  // oxlint-disable-next-line typescript/no-invalid-void-type -- functions that return nothing are what it is about
  | void;

/** Decides on an answer. `input` is the line as it was typed, with the blanks at its ends. */
export type MenuAction<Name extends string, Data extends JsonObject> = (
  menu: MenuContext<Data>,
  input: string,
) => NextNode<Name, Data> | Promise<NextNode<Name, Data>>;

export interface MenuOption<Name extends string = string, Data extends JsonObject = JsonObject> {
  /**
   * What is typed for it, in any letter case; of several, the first one is shown. `_default` takes what fits no other
   * option, and "" the empty line. Default: the number of the option.
   */
  readonly key?: string | readonly string[];
  /** What it does, for the player. Markup. */
  readonly desc?: string;
  /** With the key `_default`: which lines it takes; `input` is trimmed. Default: all. */
  match?(input: string): boolean;
  /** Default: the same node again. */
  readonly goto?: Exclude<NextNode<Name, Data>, void> | MenuAction<Name, Data> | undefined;
}

/** What a node shows and offers. Without options, the menu ends there. */
export interface MenuPage<Name extends string = string, Data extends JsonObject = JsonObject> {
  /** Markup. */
  readonly text: string;
  /** What `help` shows. */
  readonly help?: string;
  /** What is shown for further words, which lead nowhere. */
  readonly tooltips?: Readonly<Record<string, string>>;
  readonly options?: readonly MenuOption<Name, Data>[];
}

/** Makes a page. `input` is the answer that led there, as it was typed. */
export type MenuNode<Name extends string = string, Data extends JsonObject = JsonObject> = (
  menu: MenuContext<Data>,
  input: string,
) => MenuPage<Name, Data> | Promise<MenuPage<Name, Data>>;

export interface MenuOptions<Name extends string, Data extends JsonObject> {
  /**
   * A name of its own, which never changes. With it, an open menu outlives reloads and crashes: the next world shows
   * the node again with the same data. Export the menu from a file of the game.
   */
  readonly id?: string;
  /** The first node. */
  readonly start: NoInfer<Name>;
  /** What the menu knows at the beginning: plain JSON, at most 16 KiB of it at any time. Default: nothing. */
  readonly data?: Data;
  readonly nodes: { readonly [Node in Name]: MenuNode<NoInfer<Name>, NoInfer<Data>> };
  /** Do `quit`, `q` and `exit` leave it, unless they are options? Default true. */
  readonly autoQuit?: boolean;
  /** Do `look` and `l` show the node again, unless they are options? Default true. */
  readonly autoLook?: boolean;
  /** Do `help` and `h` show the node's help, unless they are options? Default true. */
  readonly autoHelp?: boolean;
  /** Does `menudebug` show where the menu is and what it knows? Default false. */
  readonly debug?: boolean;
  /** Run lines that are no answers as commands? Default false: they are answered with a hint. */
  readonly passthrough?: boolean;
  /**
   * What happens at the end: a line that is run for the player, a function, or nothing with null. Default: `look`, if
   * no other menu or editor is below.
   */
  readonly onExit?: string | null | ((menu: MenuContext<NoInfer<Data>>) => void);
  /** How its pages look. */
  readonly format?: Partial<MenuFormat>;
}

/** A menu, whatever it knows. */
export interface AnyMenu {
  readonly [menuKey]: true;
  readonly id?: string;
}

export interface Menu<Name extends string = string, Data extends JsonObject = JsonObject>
  extends AnyMenu, Omit<MenuOptions<Name, Data>, "id" | "start" | "nodes" | "data" | "onExit"> {
  readonly start: Name;
  readonly data: Data;
  node(name: string): MenuNode<Name, Data> | null;
  onExit(): MenuOptions<Name, Data>["onExit"];
}

/** How a menu is opened. */
export interface MenuOpening<Name extends string, Data> {
  /** In place of some of the data at the beginning. */
  readonly data?: Partial<Data>;
  /** The first node, in place of the usual one. */
  readonly start?: Name;
  /** What the first node gets as its input. Default "". */
  readonly input?: string;
}

/**
 * Declares a menu: nodes that show a text and offer options, which lead to other nodes (`commands.md` §13.3).
 * `ctx.menu` and `session.menu` open it.
 *
 * @throws MudlarkError DIALOG_INVALID when there is no such first node
 * @example
 * export const inn = menu({
 *   id: "inn",
 *   start: "door",
 *   data: { nights: 1 },
 *   nodes: {
 *     door: () => ({
 *       text: "For how many nights?",
 *       options: [{ key: "_default", goto: (m, input) => ({ node: "bye", set: { nights: Number(input) } }) }],
 *     }),
 *     bye: (m) => ({ text: `Sleep well, for ${m.data.nights} nights.` }),
 *   },
 * });
 */
export function menu<Name extends string, Data extends JsonObject = JsonObject>(
  options: MenuOptions<Name, Data>,
): Menu<Name, Data> {
  const { nodes, start, data = {} as Data, onExit, ...others } = options;
  const known = new Map<string, MenuNode<Name, Data>>(Object.entries(nodes));
  if (!known.has(start))
    throw new MudlarkError("DIALOG_INVALID", `a menu has no node "${start}" to start at`);
  return Object.freeze({
    ...others,
    [menuKey]: true as const,
    start,
    data,
    node: (name: string) => known.get(name) ?? null,
    onExit: () => onExit,
  });
}

export function isMenu(value: unknown): value is AnyMenu {
  return typeof value === "object" && value !== null && menuKey in value;
}
