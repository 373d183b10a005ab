import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { MudlarkError, messageOf } from "../../base/errors.ts";
import type { HelpFile } from "./help-topic.ts";

/** Longer texts nobody reads, and somebody would wait for. */
const longestFile = 256 * 1024;

/**
 * Reads every `.md` file below some folders as a help topic. The first lines, between two lines `---`, may say `key`,
 * `aliases`, `category`, `tags` and `locks`; without a key, the name of the file is it. Folders that do not exist hold
 * nothing.
 *
 * @param folders absolute
 * @param directory from where mistakes name their files
 * @throws MudlarkError GAME_INVALID with all that is wrong
 */
export function readHelpFiles(folders: readonly string[], directory: string): readonly HelpFile[] {
  const problems: string[] = [];
  const topics = folders
    .flatMap((folder) => filesIn(folder))
    .flatMap((file) => {
      try {
        const text = readFileSync(file, "utf8");
        if (text.length > longestFile) throw new Error(`it is longer than ${longestFile} letters`);
        return [topicIn(path.basename(file, ".md"), text)];
      } catch (error) {
        problems.push(`${path.relative(directory, file)}: ${messageOf(error)}`);
        return [];
      }
    });
  if (problems.length > 0) throw new MudlarkError("GAME_INVALID", problems.join("\n"));
  return topics;
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md"))
      .sort()
      .map((name) => path.join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

const fieldNames = ["key", "aliases", "category", "tags", "locks"] as const;

/** @throws Error that says what is wrong with its first lines */
export function topicIn(name: string, source: string): HelpFile {
  const [, front = "", body = source] = /^\uFEFF?---\r?\n(.*?)^---\s*$\r?\n?(.*)$/msu.exec(source) ?? [];
  const fields = new Map<string, string>();
  for (const line of front.split(/\r?\n/u)) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [, field = "", value = ""] = /^(\w+)\s*:\s*(.*?)\s*$/u.exec(line) ?? [];
    if (!fieldNames.some((known) => known === field)) {
      throw new Error(`"${line}" is none of ${fieldNames.join(", ")}`);
    }
    fields.set(field, value.replace(/^"(.*)"$/u, "$1"));
  }
  const key = fields.get("key") ?? name;
  return {
    key,
    aliases: listIn(fields.get("aliases")),
    category: fields.get("category")?.toLowerCase() ?? null,
    tags: listIn(fields.get("tags")),
    locks: fields.get("locks") ?? "",
    source: "file",
    text: withoutTitle(body, key),
    words: body,
  };
}

/** `a, b` or `[a, b]`. */
function listIn(value = ""): readonly string[] {
  return value
    .replace(/^\[(.*)\]$/u, "$1")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** A first heading that only says the key again is its title, and no sub-topic. */
function withoutTitle(body: string, key: string): string {
  const [, title = "", rest = ""] = /^\s*#\s+([^\n]+)\n?(.*)$/su.exec(body) ?? [];
  return title.trim().toLowerCase() === key.toLowerCase() ? rest : body;
}
