import { utf8Text } from "../../bytes.ts";

/** One variable as a client sends it; null when the client says that it has none of this name. */
export interface EnvironVariable {
  readonly name: string;
  readonly value: string | null;
}

const variableMark = 0;
const valueMark = 1;
const escapeMark = 2;
const userVariableMark = 3;
const mostVariables = 64;
const longestText = 256;

/**
 * Reads what follows IS or INFO of NEW-ENVIRON (RFC 1572). Reading ends at the first byte that makes no sense, and
 * what was read by then counts (`protocols.md` §5.3).
 */
export function parseEnviron(bytes: Uint8Array): EnvironVariable[] {
  const variables: EnvironVariable[] = [];
  let at = 0;
  while (variables.length < mostVariables && isVariable(bytes[at])) {
    const name = readText(bytes, at + 1);
    at = name.end;
    let value: string | null = null;
    if (bytes[at] === valueMark) {
      const read = readText(bytes, at + 1);
      value = read.text;
      at = read.end;
    }
    if (name.text !== "") variables.push({ name: name.text, value });
  }
  return variables;
}

function isVariable(byte: number | undefined): boolean {
  return byte === variableMark || byte === userVariableMark;
}

/** Reads up to the next mark. Control characters are left out, quoted ones too. */
function readText(bytes: Uint8Array, start: number): { text: string; end: number } {
  const kept: number[] = [];
  let at = start;
  while (at < bytes.length) {
    let byte = bytes[at]!;
    if (byte === escapeMark) {
      at += 1;
      if (at >= bytes.length) break;
      byte = bytes[at]!;
    } else if (byte <= userVariableMark) {
      break;
    }
    if (byte >= 0x20 && byte !== 0x7f && kept.length < longestText) kept.push(byte);
    at += 1;
  }
  return { text: utf8Text(Uint8Array.from(kept)).replace(/[\x80-\x9F]/g, ""), end: at };
}
