import { compileTemplate } from "./compile-template.ts";
import type { Part } from "./template.ts";

/**
 * What a template says without its calls. Names in braces stay as they are written.
 *
 * @example
 * stripCalls("$You() $conj(bow) to {who}.") // "  to {who}."
 */
export function stripCalls(template: string): string {
  return compileTemplate(template).parts.map(withoutCall).join("");
}

function withoutCall(part: Part): string {
  if (typeof part === "string") return part;
  return part.kind === "value" ? `{${part.key}}` : "";
}
