import path from "node:path";
import type { Logger } from "../../base/logger.ts";
import { placeOf } from "../../config/code-frame.ts";
import type { Incident } from "../../link/messages.ts";

/**
 * Writes down what a world died of, with the stack if it hung.
 *
 * @param parts `takeHang` gives where it hung; `directory` is the game's folder
 * @returns the words for the staff, with the place in the game's code if it is known
 */
export function reportIncident(
  incident: Incident,
  parts: { readonly logger: Logger; readonly takeHang: () => Error | null; readonly directory: string },
): string {
  const { logger, takeHang, directory } = parts;
  const isHang = incident.cause === "hang";
  const what = `The world ${isHang ? "hung" : "died"} while it ran`;
  const error = isHang ? takeHang() : null;
  logger.error(`${what.toLowerCase()} something`, { ...incident, ...(error !== null && { error }) });
  const place = placeOf(error, directory);
  const where = place === null ? "" : ` At ${path.relative(directory, place.file)}:${place.line}.`;
  return `${what} "${incident.label}" (${incident.kind}).${where}`;
}
