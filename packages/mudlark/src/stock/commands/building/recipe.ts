import {
  Entity,
  escapeMarkup,
  parseLiteral,
  type Account,
  type Prototype,
  type PrototypeAttribute,
  type PrototypeOptions,
} from "../../../api.ts";

/**
 * Reads a prototype that somebody wrote between braces. What runs code is for developers.
 *
 * @returns the prototype, or why it is none
 */
export function readRecipe(
  text: string,
  writer: Account | null,
):
  | { readonly ok: true; readonly options: PrototypeOptions }
  | { readonly ok: false; readonly problem: string } {
  const value = parseLiteral(text)?.value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { ok: false, problem: 'A prototype is written as {key: "goblin", hp: 10}.' };
  }
  const options = value as PrototypeOptions;
  const tooHigh = permissionsIn(options).find((permission) => !mayGive(writer, permission));
  if (tooHigh !== undefined)
    return { ok: false, problem: `You may not give the permission ${escapeMarkup(tooHigh)}.` };
  const runsCode = options.exec !== undefined && writer?.permissions.check("Developer") !== true;
  return runsCode ? { ok: false, problem: "Only developers may use exec." } : { ok: true, options };
}

/** Those of what it builds on, too, where that is written out. */
function permissionsIn({ permissions = [], prototypeParent = [] }: PrototypeOptions): readonly string[] {
  const parents: readonly unknown[] = [prototypeParent].flat();
  const inherited = parents.filter(isRecipe).flatMap(permissionsIn);
  return [...[permissions].flat().map(String), ...inherited];
}

function isRecipe(parent: unknown): parent is PrototypeOptions {
  return typeof parent === "object" && parent !== null;
}

/** Nobody gives more than they have; what is no level is for developers to give, as with the command `perm`. */
function mayGive(writer: Account | null, permission: string): boolean {
  if (writer === null) return false;
  const { hierarchy } = writer.game;
  const isLevel = hierarchy.highestRank([permission]) > hierarchy.highestRank([]);
  return writer.permissions.check(isLevel ? permission : "Developer");
}

/** A prototype as it is written between braces; null when it holds what cannot be written, such as other objects. */
export function writeRecipe(prototype: Prototype): string | null {
  const { prototypeDesc, prototypeTags, prototypeLocks, parents, fields } = prototype;
  const { tags, attrs, nattributes, class: cls, ...others } = fields;
  const plain = attrs.filter(isPlain);
  const kept = Object.entries(nattributes).map(([name, value]) => [`ndb_${name}`, value] as const);
  const written = {
    ...(prototypeDesc !== "" && { prototypeDesc }),
    ...(prototypeTags.length > 0 && { prototypeTags }),
    prototypeLocks,
    ...(parents.length > 0 && {
      prototypeParent: parents.map((parent) => (typeof parent === "string" ? parent : parent.prototypeKey)),
    }),
    ...(cls !== undefined && { class: typeof cls === "string" ? cls : cls.classId }),
    ...others,
    ...(tags.length > 0 && { tags: tags.map(({ key, category, data }) => [key, category, data]) }),
    ...(plain.length < attrs.length && {
      attrs: attrs
        .filter((each) => !isPlain(each))
        .map(({ key, value, category, locks }) => [key, value, category, locks]),
    }),
    ...Object.fromEntries([...plain.map(({ key, value }) => [key, value] as const), ...kept]),
  };
  return isJson(written) ? JSON.stringify(written, null, 2) : null;
}

function isPlain({ category, locks }: PrototypeAttribute): boolean {
  return category === null && locks === null;
}

function isJson(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value !== "object" || value instanceof Entity) return false;
  const kind: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && kind !== Object.prototype && kind !== null) return false;
  return Object.values(value).every(isJson);
}
