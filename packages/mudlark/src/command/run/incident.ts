import { pick, type Random } from "../../base/random.ts";

/** Letters and digits that nobody mistakes for others, spoken or written. */
const letters = [..."23456789abcdefghjkmnpqrstuvwxyz"];

/** A short name for one error, by which a player can report it and staff can find it in the log. */
export function incidentId(random: Random): string {
  return Array.from({ length: 6 }, () => pick(random, letters)).join("");
}
