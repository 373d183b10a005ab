import { joinBytes, utf8Bytes } from "../bytes.ts";
import type { MsspVariables } from "./mssp-variables.ts";

const VAR = 1;
const VAL = 2;
const mostBytes = 16 * 1024;

/** Payload of the MSSP subnegotiation (`protocols.md` §6.1). Variables that would make it longer than 16 KiB are left out. */
export function encodeMssp(variables: MsspVariables): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const [name, values] of entries(variables)) {
    const pieces = [Uint8Array.of(VAR), wireBytes(name)];
    for (const value of values) pieces.push(Uint8Array.of(VAL), wireBytes(value));
    const bytes = joinBytes(pieces);
    if (length + bytes.length > mostBytes) continue;
    length += bytes.length;
    parts.push(bytes);
  }
  return joinBytes(parts);
}

/** The same as plain text, for crawlers that ask by typing `mssp-request`. Lines end with `\n`. */
export function msspText(variables: MsspVariables): string {
  const lines = entries(variables).map(([name, values]) => [name, ...values].map(oneField).join("\t"));
  return ["\nMSSP-REPLY-START", ...lines, "MSSP-REPLY-END", ""].join("\n");
}

function entries(variables: MsspVariables): (readonly [name: string, values: readonly string[]])[] {
  return Object.entries(variables).flatMap(([name, value]) => {
    const values = (Array.isArray(value) ? value : [value]).map(String);
    return values.length === 0 ? [] : [[name.toUpperCase(), values] as const];
  });
}

function wireBytes(text: string): Uint8Array {
  return utf8Bytes(text.replace(/[\0-\x02]/g, ""));
}

function oneField(text: string): string {
  return text.replace(/[\0-\x1F\x7F-\x9F]+/g, " ").trim();
}
