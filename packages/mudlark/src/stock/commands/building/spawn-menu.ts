import {
  escapeMarkup,
  menu,
  parseLiteral,
  type CommandContext,
  type MenuContext,
  type MenuOption,
} from "../../../api.ts";
import { writeRecipe } from "./recipe.ts";
import { writablePrototype, writePrototype } from "./write-prototype.ts";

/** In letters of JSON; a longer one is edited as a text. */
const longestRecipe = 12_000;

type Node = "fields" | "value" | "name" | "leave" | "left";

type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

interface Fields {
  readonly [name: string]: Value;
}

type Data = {
  key: string;
  /** What stands between the braces. */
  recipe: Fields;
  isChanged: boolean;
  /** The field that is asked for. */
  field: string;
};

const nothing: Data = { key: "", recipe: {}, isChanged: false, field: "" };

/** Changes a prototype field by field. */
export const spawnMenu = menu<Node, Data>({
  id: "mudlark.spawn",
  start: "fields",
  data: nothing,
  onExit: null,
  nodes: {
    fields: ({ data }) => ({
      text: `|wPrototype ${escapeMarkup(data.key)}|n${data.isChanged ? ", not saved" : ""}`,
      help: "Choose a field to change it, or another one to add it. Nothing is kept before you save.",
      options: [
        ...Object.entries(data.recipe).map(fieldOption),
        { key: ["a", "add"], desc: "add a field", goto: "name" },
        { key: ["s", "save"], desc: "save", goto: save },
        { key: ["q", "quit"], desc: "leave", goto: (at) => (at.data.isChanged ? "leave" : "left") },
      ],
    }),
    name: () => ({
      text:
        "Which field? Fields such as key, desc, class, tags, locks, prototypeParent and prototypeDesc have a meaning of " +
        "their own; any other name is an attribute. An empty line goes back.",
      options: [
        { key: "", goto: "fields" },
        { key: "_default", goto: (_at, input) => ({ node: "value", set: { field: input.trim() } }) },
      ],
    }),
    value: ({ data }) => ({
      text: `What is ${escapeMarkup(data.field)} to be? It is now: ${shown(data.recipe[data.field])}. An empty line leaves it, a - takes it away.`,
      options: [
        { key: "", goto: "fields" },
        { key: "_default", goto: setField },
      ],
    }),
    leave: () => ({
      text: "Leave without saving?",
      options: [
        { key: ["yes", "y"], goto: "left" },
        { key: ["no", "n"], goto: "fields" },
      ],
    }),
    left: () => ({ text: "You leave the prototype as it is saved." }),
  },
});

/** Opens the menu on a prototype, which need not be there yet. */
export function openSpawnMenu(ctx: CommandContext, key: string): void {
  const known = writablePrototype(ctx, key);
  if (!known.ok) return ctx.fail(known.problem);
  const text = known.value === null ? '{"key": ""}' : writeRecipe(known.value);
  if (text === null) return ctx.fail("It holds values that cannot be written as text.");
  if (text.length > longestRecipe)
    return ctx.fail("It is too long for a menu; spawn/edit edits it as a text.");
  return ctx.menu(spawnMenu, { data: { key, recipe: JSON.parse(text) as Fields } });
}

function fieldOption([name, value]: readonly [string, Value]): MenuOption<Node, Data> {
  return { desc: `${escapeMarkup(name)} = ${shown(value)}`, goto: { node: "value", set: { field: name } } };
}

function setField({ data }: MenuContext<Data>, input: string): Node {
  const { [data.field]: _before, ...others } = data.recipe;
  const typed = input.trim();
  const value = (parseLiteral(typed)?.value ?? typed) as Value;
  data.recipe = typed === "-" ? others : { ...data.recipe, [data.field]: value };
  data.isChanged = true;
  return "fields";
}

function save(at: MenuContext<Data>): Node {
  const { key, recipe } = at.data;
  const written = writePrototype(at, key, JSON.stringify(recipe));
  if (!written.ok) return at.stay(written.problem);
  at.data.isChanged = false;
  at.msg(`Saved: ${escapeMarkup(key)}.`);
  return "fields";
}

function shown(value: Value | undefined): string {
  if (value === undefined) return "not set";
  const text = JSON.stringify(value);
  return escapeMarkup(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
