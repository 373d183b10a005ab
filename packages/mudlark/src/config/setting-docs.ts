import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The files that declare settings. */
const sources = ["schema", "listener-settings"];

/**
 * What each setting means, by its path: the comments of the schema, which editors show too, so that nothing has to be
 * said twice. A setting without a comment of its own has that of the group it is in.
 */
export function settingDocs(): ReadonlyMap<string, string> {
  const extension = path.extname(fileURLToPath(import.meta.url));
  const texts = sources.map((name) =>
    readFileSync(new URL(`./${name}${extension}`, import.meta.url), "utf8"),
  );
  return new Map(texts.flatMap((text) => [...docsIn(text)]));
}

/** Reads the comments before the keys of what is exported as `{ … }`. */
export function docsIn(source: string): ReadonlyMap<string, string> {
  const [, tree = ""] = /export const \w+ = \{\n(.*?)\n\}/s.exec(source) ?? [];
  const docs = new Map<string, string>();
  const groups: { readonly indent: number; readonly name: string; readonly doc: string }[] = [];
  const entry = /(?:\/\*\*((?:(?!\*\/).)*)\*\/\s*)?^( +)(\w+): (setting\(|\{$)/gms;
  for (const [, comment, indent = "", name = "", opening] of tree.matchAll(entry)) {
    while ((groups.at(-1)?.indent ?? -1) >= indent.length) groups.pop();
    const doc = comment === undefined ? (groups.at(-1)?.doc ?? "") : plain(comment);
    const at = [...groups.map((group) => group.name), name].join(".");
    if (opening === "{") groups.push({ indent: indent.length, name, doc });
    else docs.set(at, doc);
  }
  return docs;
}

function plain(comment: string): string {
  return comment.replaceAll(/\s*\n\s*\*\s?/g, " ").trim();
}
