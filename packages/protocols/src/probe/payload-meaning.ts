import { utf8Text } from "../bytes.ts";
import { parseMssp } from "../mssp/parse-mssp.ts";
import { parseMsdp } from "../oob/msdp-codec.ts";
import { parseEnviron } from "../telnet/options/environ-payload.ts";
import { option } from "../telnet/telnet-codes.ts";

const longest = 1000;

/** What a subnegotiation says, in words for a terminal; null when its bytes are all there is to show. */
export function payloadMeaning(code: number, payload: Uint8Array): string | null {
  const [verb, ...rest] = payload;
  const text = (): string => shown(utf8Text(Uint8Array.from(rest)));
  switch (code) {
    case option.TTYPE:
      return verb === 1 ? "SEND" : `IS ${text()}`;
    case option.NAWS:
      return payload.length === 4 ? `${wordAt(payload, 0)} columns, ${wordAt(payload, 2)} rows` : null;
    case option.NEW_ENVIRON:
      return verb === 1 ? `SEND ${variableKinds(rest)}`.trim() : environ(verb ?? 0, Uint8Array.from(rest));
    case option.CHARSET:
      return `${charsetVerbs[verb ?? 0] ?? String(verb)} ${text()}`.trim();
    case option.GMCP:
      return shown(utf8Text(payload));
    case option.MSDP:
      return msdp(payload);
    case option.MSSP:
      return [...parseMssp(payload)]
        .map(([name, values]) => shown(`${name}=${values.join(", ")}`))
        .join("; ");
    default:
      return payload.length === 0 ? "(nothing)" : null;
  }
}

const charsetVerbs: readonly (string | undefined)[] = [undefined, "REQUEST", "ACCEPTED", "REJECTED"];

function variableKinds(marks: readonly number[]): string {
  const kinds = new Map([
    [0, "VAR"],
    [3, "USERVAR"],
  ]);
  return marks.map((mark) => kinds.get(mark) ?? "").join(" ");
}

function environ(verb: number, payload: Uint8Array): string {
  // PuTTY sends the name that somebody has on the machine at home: that is nobody's business.
  const variables = parseEnviron(payload).map(({ name, value }) =>
    shown(`${name}=${name === "USER" ? "(not shown)" : (value ?? "(not set)")}`),
  );
  return `${verb === 2 ? "INFO" : "IS"} ${variables.join(", ")}`.trim();
}

function msdp(payload: Uint8Array): string | null {
  const variables = parseMsdp(payload);
  if (variables === null) return null;
  return shown(variables.map(({ name, values }) => `${name} ${JSON.stringify(values)}`).join("; "));
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
}

/** For a terminal, which the other end must not reach with its control characters. */
export function shown(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\uFFFE\uFFFF]/gu, "");
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
}
