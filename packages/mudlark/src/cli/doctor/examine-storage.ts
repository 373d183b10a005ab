import { accessSync, constants, existsSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { systemClock } from "../../base/clock.ts";
import { messageOf } from "../../base/errors.ts";
import { StoreLock } from "../../store/sqlite/store-lock.ts";
import { existingAbove } from "./examine-machine.ts";
import { bad, good, type Finding } from "./finding.ts";

/** May the server write where it has to? A folder that is not there yet is made at the start. */
export function examineFolder(folder: string): Finding {
  const about = `Folder ${folder}`;
  const existing = existingAbove(folder);
  try {
    accessSync(existing, constants.W_OK | constants.X_OK);
    if (!statSync(existing).isDirectory())
      return bad(about, `${existing} is no folder`, `Move ${existing} away.`);
    return good(about, existing === folder ? "can be written" : "will be made");
  } catch {
    return bad(
      about,
      `${existing} cannot be written`,
      `Give it to the user who runs the game: chown -R USER ${existing}`,
    );
  }
}

/** Reads the whole database and compares its parts with each other; it may be in use. */
export function examineDatabase(file: string): Finding {
  const about = "Database";
  if (!existsSync(file)) return good(about, "none yet; the first start makes it");
  const cure = `Stop the game, keep a copy of ${file} as it is, and put your last backup in its place.`;
  try {
    using database = new DatabaseSync(file, { readOnly: true, timeout: 2000 });
    const faults = database
      .prepare("PRAGMA quick_check(3)")
      .all()
      .map((row) => String(Object.values(row)[0]))
      .filter((text) => text !== "ok");
    return faults.length === 0 ? good(about, "whole") : bad(about, faults.join("; "), cure);
  } catch (error) {
    return bad(about, `cannot be read: ${messageOf(error)}`, cure);
  }
}

/** Does anything hold a database whose game does not run? */
export function examineLock(file: string): Finding {
  if (!existsSync(file)) return good("Lock", "free");
  const lock = new StoreLock(file, systemClock);
  try {
    lock.take();
    return good("Lock", "free");
  } catch (error) {
    return bad(
      "Lock",
      messageOf(error),
      "If that is a world whose gateway is gone, it saves and ends by itself after limits.maxOutage; start takes it over.",
    );
  } finally {
    lock.release();
  }
}
