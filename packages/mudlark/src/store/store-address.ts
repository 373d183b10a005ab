import { resolve } from "node:path";
import { MudlarkError } from "../base/errors.ts";

/** Where a store is. `label` is for people; a database's may hold no password. */
export type StoreAddress =
  | { readonly kind: "memory"; readonly label: string }
  | { readonly kind: "sqlite"; readonly label: string; readonly path: string }
  | ({ readonly kind: "postgres" } & PostgresAddress);

export interface PostgresAddress {
  readonly label: string;
  /** As `pg` takes it. It may hold a password, so it goes nowhere else. */
  readonly url: string;
}

/**
 * Reads an address such as `storage.url`:
 *
 * - `sqlite:<file>` – a path, from `directory` if it is relative
 * - `postgres://user@host/database`; what it leaves out comes from the environment, as with every client of PostgreSQL
 * - `memory:` – a new world each time, which ends with the process
 *
 * @throws MudlarkError CONFIG_INVALID for any other; the message repeats no more than its kind, for it may hold a
 *   password
 */
export function storeAddress(url: string, directory: string): StoreAddress {
  if (url === "memory:") return { kind: "memory", label: "memory" };
  // An address with a host, and SQLite's own names for a database in memory, are not paths.
  const [, file] = /^sqlite:(?!\/\/[^/]|:|$)(.*)$/su.exec(url) ?? [];
  if (file !== undefined) {
    const path = resolve(directory, file);
    return { kind: "sqlite", label: path, path };
  }
  if (/^postgres(?:ql)?:\/\//u.test(url) && URL.canParse(url)) {
    const { host, pathname } = new URL(url);
    return { kind: "postgres", label: `PostgreSQL at ${host}${pathname}`, url };
  }
  const [kind] = url.split(":", 1);
  throw new MudlarkError(
    "CONFIG_INVALID",
    `a store's address is "sqlite:" and the path of a file, "postgres://user@host/database", or "memory:"; ` +
      `this one begins with "${kind ?? ""}:" and is none of them`,
  );
}
