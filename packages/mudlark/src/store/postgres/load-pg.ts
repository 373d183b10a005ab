import type pg from "pg";
import { MudlarkError } from "../../base/errors.ts";

/**
 * The client of PostgreSQL. Only games that use it need the package.
 *
 * @throws MudlarkError CONFIG_INVALID when it is not installed; the message says how to install it
 */
export async function loadPg(): Promise<typeof pg> {
  try {
    return (await import("pg")).default;
  } catch (cause) {
    throw new MudlarkError(
      "CONFIG_INVALID",
      "a PostgreSQL database needs the package pg. Type in the game's folder: npm install pg@8.23.1",
      { cause },
    );
  }
}
