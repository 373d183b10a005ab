import type { JsonObject } from "../../base/json.ts";
import type { MenuAction, MenuNode, MenuOption, NextNode } from "./menu.ts";
import type { MenuContext } from "./menu-context.ts";
import { menuWords as words } from "./menu-words.ts";

export interface ListNodeOptions<Item, Name extends string, Data extends JsonObject> {
  /** What stands above the list. Markup. */
  readonly text: string | ((menu: MenuContext<Data>) => string);
  /** What an item is called; default: the item as text. Markup. */
  key?(item: Item): string;
  /** A node, which gets the item's name as its input; or what to do with the item, chosen from what there was. */
  readonly select:
    | Name
    | ((
        menu: MenuContext<Data>,
        item: Item,
        available: readonly Item[],
      ) => NextNode<Name, Data> | Promise<NextNode<Name, Data>>);
  /** How many are shown at a time. Default 10. */
  readonly page?: number;
  /** Further options, below the list. */
  readonly options?: readonly MenuOption<Name, Data>[];
}

/**
 * A node that lets the player choose from a list by number, page by page. The numbers count the whole list.
 *
 * @example
 * race: listNode(["human", "elf", "troll"], { text: "Who are you?", select: (m, race) => ({ node: "name", set: { race } }) })
 */
export function listNode<Item, Name extends string, Data extends JsonObject>(
  items: readonly Item[] | ((menu: MenuContext<Data>) => readonly Item[]),
  { text, select, page: size = 10, options = [], ...others }: ListNodeOptions<Item, Name, Data>,
): MenuNode<Name, Data> {
  const key = (item: Item): string => others.key?.(item) ?? String(item);
  const choose = (item: Item, all: readonly Item[]): MenuOption<Name, Data>["goto"] =>
    typeof select === "string" ? { node: select, input: key(item) } : (menu) => select(menu, item, all);
  return (menu) => {
    const all = typeof items === "function" ? items(menu) : items;
    const last = Math.max(0, Math.ceil(all.length / size) - 1);
    const page = Math.min(menu.page, last);
    const turn =
      (to: number): MenuAction<Name, Data> =>
      (turned) => {
        turned.page = to;
        return undefined;
      };
    const shown = all.slice(page * size, (page + 1) * size).map((item, at): MenuOption<Name, Data> => {
      return { key: String(page * size + at + 1), desc: key(item), goto: choose(item, all) };
    });
    const turns: MenuOption<Name, Data>[] = [
      ...(page < last ? [{ key: words.next, desc: words.nextPage(), goto: turn(page + 1) }] : []),
      ...(page > 0 ? [{ key: words.previous, desc: words.previousPage(), goto: turn(page - 1) }] : []),
    ];
    return {
      text: typeof text === "function" ? text(menu) : text,
      options: [...shown, ...turns, ...options],
    };
  };
}
