import { utf8Text } from "../bytes.ts";

const VAR = 1;
const VAL = 2;

/**
 * Reads the payload of an MSSP subnegotiation, as a client or a crawler does: every variable with its values in order,
 * the default last. Bytes before the first VAR are skipped.
 */
export function parseMssp(payload: Uint8Array): ReadonlyMap<string, readonly string[]> {
  const variables = new Map<string, string[]>();
  let values: string[] | null = null;
  let at = 0;
  while (at < payload.length) {
    const mark = payload[at]!;
    let end = at + 1;
    while (end < payload.length && payload[end] !== VAR && payload[end] !== VAL) end += 1;
    const text = utf8Text(payload.subarray(at + 1, end));
    if (mark === VAR) {
      values = variables.get(text) ?? [];
      variables.set(text, values);
    } else if (mark === VAL) {
      values?.push(text);
    }
    at = end;
  }
  return variables;
}
