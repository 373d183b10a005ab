import type { JsonValue } from "../json.ts";

const silenceMs = 2000;
const mostPackages = 256;
const longestName = 64;

/** Which GMCP packages a client wants (`protocols.md` §8). */
export class PackageSupport {
  #agreedAt: number | null = null;
  #said = false;
  #versions: Map<string, number> | null = null;

  /** GMCP was agreed, now. */
  agreed(now: number): void {
    this.#agreedAt ??= now;
  }

  /** `Core.Supports.Set`: nothing but these. */
  replace(list: readonly JsonValue[]): void {
    this.#versions = null;
    this.add(list);
  }

  /** `Core.Supports.Add`: these too. The last version wins. */
  add(list: readonly JsonValue[]): void {
    this.#said = true;
    this.#versions ??= new Map();
    for (const entry of list) {
      const item = parseEntry(entry);
      if (item !== null && (this.#versions.size < mostPackages || this.#versions.has(item.name))) {
        this.#versions.set(item.name, item.version);
      }
    }
  }

  /** `Core.Supports.Remove`: not these. */
  remove(list: readonly JsonValue[]): void {
    this.#said = true;
    for (const entry of list) {
      const item = parseEntry(entry);
      if (item !== null) this.#versions?.delete(item.name);
    }
  }

  /** The version of exactly this package; null when the client did not name it. */
  version(packageName: string): number | null {
    return this.#versions?.get(packageName.toLowerCase()) ?? null;
  }

  /** Has the client said anything of what it wants? */
  get hasSpoken(): boolean {
    return this.#said;
  }

  /** Has it said nothing for so long that it wants everything? */
  isSilent(now: number): boolean {
    return !this.#said && this.#agreedAt !== null && now - this.#agreedAt >= silenceMs;
  }

  /** Did the client name any package below that one? */
  hasBelow(parent: string): boolean {
    const start = `${parent.toLowerCase()}.`;
    return [...(this.#versions?.keys() ?? [])].some((name) => name.startsWith(start));
  }

  /**
   * Does the client want messages of this package? It does when it named the package or one above it. A client that
   * names none within two seconds of agreeing to GMCP wants all.
   */
  wants(packageName: string, now: number): boolean {
    if (!this.#said) return this.isSilent(now);
    if (this.#versions === null) return false;
    let name = packageName.toLowerCase();
    for (;;) {
      if (this.#versions.has(name)) return true;
      const dot = name.lastIndexOf(".");
      if (dot === -1) return false;
      name = name.slice(0, dot);
    }
  }
}

function parseEntry(entry: JsonValue): { name: string; version: number } | null {
  if (typeof entry !== "string") return null;
  const [name = "", version = "1"] = entry.trim().toLowerCase().split(/\s+/);
  if (name === "" || name.length > longestName) return null;
  return { name, version: /^\d{1,6}$/.test(version) ? Number(version) : 1 };
}
