import type { ClientFlags } from "../../link/session-state.ts";

/** May a client be told things by GMCP without asking? Those of other forms are told what they ask for, and no more. */
export function speaksGmcp({ flags }: { readonly flags: ClientFlags }): boolean {
  return flags.OOB === "gmcp";
}
