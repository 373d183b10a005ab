import { words } from "../words.ts";
import { argument, mismatch, parsed, type Argument } from "./part.ts";
import { limitFacts } from "./text-length.ts";
import { cutAt, splitItems, unquote } from "./quoting.ts";

/** What to make: `name;alias;alias:option`. */
export interface ObjectDefinition {
  readonly name: string;
  readonly aliases: readonly string[];
  /** What follows the last colon: a class, a place, a category, as the command says. */
  readonly option: string | null;
}

/**
 * The name of a new thing with its aliases and an option (`commands.md` §6.2). Quote a name that holds `, ; : =`.
 *
 * @param option what stands behind the colon, for the usage line. Default `option`
 */
export function objDef<const Name extends string>(
  name: Name,
  option = "option",
): Argument<Name, ObjectDefinition> {
  return argument(name, {
    kind: "objDef",
    takes: "phrase",
    quotes: "keep",
    shape: `${name}[;alias…][:${option}]`,
    facts: limitFacts(limits),
    parse(text) {
      const definition = parseObjectDefinition(text);
      if (definition.name === "") return mismatch(words.missingArgument(name));
      // Counted as the names of entities are: a letter outside of the usual plane is two.
      const isTooLong = [definition.name, ...definition.aliases].some(({ length }) => length > limits.max);
      return isTooLong ? mismatch(words.tooLong(limits.max)) : parsed(definition);
    },
    complete: () => [],
  });
}

/** What the name of an entity may have. */
const limits = { max: 255 };

function parseObjectDefinition(text: string): ObjectDefinition {
  const pieces = cutAt(text, ":");
  const option = pieces.length > 1 ? unquote((pieces.pop() ?? "").trim()) : null;
  const [name = "", ...aliases] = splitItems(pieces.join(":").trim(), ";");
  return { name, aliases: aliases.filter((alias) => alias !== ""), option: option === "" ? null : option };
}
