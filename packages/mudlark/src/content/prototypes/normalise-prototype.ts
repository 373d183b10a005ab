import { z } from "zod";
import { MudlarkError } from "../../base/errors.ts";
import type {
  Prototype,
  PrototypeAttribute,
  PrototypeFields,
  PrototypeOptions,
  PrototypeParent,
  PrototypeTag,
} from "./prototype.ts";

/** Parents written inside of one another, at most. */
const deepest = 20;

const text = z.string().max(10_000);
const name = z.string().trim().min(1, "is empty").max(255);
const word = z.union([name, z.number().transform(String)]);
const category = z.string().trim().max(64).nullish();
const oneOrMore = <T extends z.ZodType>(item: T): z.ZodType<z.output<T>[]> =>
  z.union([item.transform((one) => [one]), z.array(item)]);

/** `"key"`, or a list of key, category and data. */
const tag = z.unknown().transform((written, issues): PrototypeTag => {
  const parts: readonly unknown[] = Array.isArray(written) ? written : [written];
  const result = z.tuple([word, category, z.string().nullish()]).safeParse(filled(parts, 3));
  if (!result.success || parts.length > 3) {
    issues.addIssue("a tag is a key, or a list of key, category and data");
    return z.NEVER;
  }
  const [key, itsCategory, data] = result.data;
  return { key, category: itsCategory ?? null, data: data ?? null };
});

/** A list of key, value, category and lock string. */
const attribute = z.unknown().transform((written, issues): PrototypeAttribute => {
  const parts: readonly unknown[] = Array.isArray(written) ? written : [];
  const result = z.tuple([name, z.unknown(), category, text.nullish()]).safeParse(filled(parts, 4));
  if (!result.success || parts.length > 4) {
    issues.addIssue("an attribute is a list of key, value, category and lock string, the last two if wanted");
    return z.NEVER;
  }
  const [key, value, itsCategory, locks] = result.data;
  return {
    key: key.toLowerCase(),
    value: value ?? null,
    category: itsCategory ?? null,
    locks: locks || null,
  };
});

function filled(parts: readonly unknown[], length: number): readonly unknown[] {
  return Array.from({ length }, (_, index) => parts[index] ?? null);
}

const own = {
  prototypeKey: name.transform((key) => key.toLowerCase()).optional(),
  prototypeDesc: text.optional(),
  prototypeTags: oneOrMore(name.transform((key) => key.toLowerCase())).optional(),
  prototypeLocks: text.optional(),
  prototypeParent: z.unknown().optional(),
  class: z.union([name, z.custom((value) => typeof value === "function", "is no class")]).optional(),
  key: z.unknown().optional(),
  location: z.unknown().optional(),
  home: z.unknown().optional(),
  destination: z.unknown().optional(),
  permissions: oneOrMore(name).optional(),
  locks: text.optional(),
  aliases: oneOrMore(name).optional(),
  tags: z.array(tag).optional(),
  attrs: z.array(attribute).optional(),
  exec: oneOrMore(name).optional(),
} as const;

const schema = z.looseObject(own);

/** How the fields are called elsewhere: taken for attributes, they would make a thing that lacks what was meant. */
const mistaken: Readonly<Record<string, keyof typeof own>> = {
  prototype_key: "prototypeKey",
  prototype_desc: "prototypeDesc",
  prototype_tags: "prototypeTags",
  prototype_locks: "prototypeLocks",
  prototype_parent: "prototypeParent",
  typeclass: "class",
};

/**
 * Brings a prototype into its one form, and refuses one that is not of any form.
 *
 * @param nameless the key of one that brings none
 * @throws MudlarkError PROTOTYPE_INVALID, with everything that is wrong
 */
export function normalisePrototype(options: PrototypeOptions, nameless: () => string, depth = 0): Prototype {
  if (depth > deepest) throw invalid(["parents are written more than 20 deep inside of one another"]);
  const result = schema.safeParse(options);
  if (!result.success) {
    throw invalid(result.error.issues.map(({ path, message }) => `${path.join(".") || "it"}: ${message}`));
  }
  const { data } = result;
  const wrong = Object.keys(data).filter((field) => Object.hasOwn(mistaken, field));
  if (wrong.length > 0)
    throw invalid(wrong.map((field) => `${field}: that field is called ${mistaken[field]} here`));
  return {
    prototypeKey: data.prototypeKey ?? nameless(),
    prototypeDesc: data.prototypeDesc ?? "",
    prototypeTags: data.prototypeTags ?? [],
    prototypeLocks: data.prototypeLocks ?? "spawn:all();edit:all()",
    parents: parentsOf(options.prototypeParent).map((parent) =>
      typeof parent === "string"
        ? parent.trim().toLowerCase()
        : normalisePrototype(parent, nameless, depth + 1),
    ),
    fields: fieldsOf(data),
  };
}

function fieldsOf(data: z.output<typeof schema>): PrototypeFields {
  const attrs: PrototypeAttribute[] = [];
  const nattributes: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) {
    if (key in own || value === undefined) continue;
    if (key.startsWith("ndb_")) nattributes[key.slice("ndb_".length)] = value;
    else attrs.push({ key: key.trim().toLowerCase(), value, category: null, locks: null });
  }
  attrs.push(...(data.attrs ?? []));
  const { tags = [] } = data;
  const given = Object.fromEntries(
    givenFields.flatMap((field) => (data[field] === undefined ? [] : [[field, data[field]]])),
  );
  return { ...given, tags, attrs, nattributes };
}

const givenFields = [
  "class",
  "key",
  "location",
  "home",
  "destination",
  "permissions",
  "locks",
  "aliases",
  "exec",
] as const;

function parentsOf(parents: PrototypeOptions["prototypeParent"]): readonly PrototypeParent[] {
  if (parents === undefined) return [];
  const list = Array.isArray(parents)
    ? (parents as readonly PrototypeParent[])
    : [parents as PrototypeParent];
  const odd = list.find(
    (parent) => typeof parent !== "string" && (typeof parent !== "object" || parent === null),
  );
  if (odd !== undefined) throw invalid([`a parent is a key or a prototype, not ${typeof odd}`]);
  return list;
}

/** An error with everything that is wrong with a prototype. */
export function invalid(problems: readonly string[]): MudlarkError {
  return new MudlarkError("PROTOTYPE_INVALID", problems.join("; "));
}
