import type { CommandSet } from "./command-set.ts";

/** Where a layer comes from, in the order in which layers of one priority lie upon each other (§4.3). */
export const layerSources = [
  "session",
  "account",
  "channels",
  "puppet",
  "contents",
  "inventory",
  "location",
] as const;

export type LayerSource = (typeof layerSources)[number];

/** One command set of one host. */
export interface Layer {
  readonly set: CommandSet;
  readonly source: LayerSource;
  readonly host: object;
}

/** Is the layer lent by a thing around the caller, instead of being the caller's own? */
export function isObjectHosted(layer: Layer): boolean {
  return layer.source === "contents" || layer.source === "inventory" || layer.source === "location";
}
