import type { ResolvedConfig } from "../config/schema.ts";
import { storeAddress } from "../store/store-address.ts";

/** The file that a game's world is in; null when it is not in a file. */
export function databaseFile({
  directory,
  storage,
}: Pick<ResolvedConfig, "directory" | "storage">): string | null {
  const address = storeAddress(storage.url, directory);
  return address.kind === "sqlite" ? address.path : null;
}
