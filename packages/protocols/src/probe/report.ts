import { shown } from "./payload-meaning.ts";
import type { Side, Transcript, TranscriptEntry } from "./transcript.ts";

/** What the probe has found out about the other end. */
export interface Report {
  readonly probed: Side;
  /** `host:port` of the other end. */
  readonly address: string;
  readonly tls: boolean;
  /** Options that it said WILL to. */
  readonly offers: readonly string[];
  /** Options that it said DO to. */
  readonly asks: readonly string[];
  /** Options that it said WONT or DONT to. */
  readonly refuses: readonly string[];
  /** Options that the probe named and that it said nothing about. */
  readonly ignores: readonly string[];
  /** What follows for a game, by the names of `ClientFlags`; only of a client. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly exchange: readonly TranscriptEntry[];
  /** More was said than is kept. */
  readonly isCutShort: boolean;
}

export interface Probed extends Pick<Report, "probed" | "address" | "tls" | "flags"> {
  readonly transcript: Transcript;
}

/** Sums a transcript up. */
export function makeReport({ probed, address, tls, flags, transcript }: Probed): Report {
  const us = probed === "server" ? "client" : "server";
  const exchange = transcript.entries;
  const said = new Set(transcript.options(probed, "WILL", "WONT", "DO", "DONT"));
  return {
    probed,
    address,
    tls,
    offers: transcript.options(probed, "WILL"),
    asks: transcript.options(probed, "DO"),
    refuses: transcript.options(probed, "WONT", "DONT"),
    ignores: transcript.options(us, "WILL", "DO").filter((name) => !said.has(name)),
    flags,
    exchange,
    isCutShort: transcript.isCutShort,
  };
}

/** A report for people. @param bold how headings are written */
export function describeReport(report: Report, bold: (text: string) => string): string {
  const { probed, address, tls, exchange, flags } = report;
  const sums = [
    ["It offers", report.offers],
    ["It asks for", report.asks],
    ["It refuses", report.refuses],
    ["It ignores", report.ignores],
  ] as const;
  const lines = [
    bold(`The ${probed} at ${address}${tls ? ", by TLS" : ""}`),
    ...sums.flatMap(([words, options]) => (options.length === 0 ? [] : [`${words}: ${options.join(", ")}.`])),
  ];
  if (sums.every(([, options]) => options.length === 0)) lines.push("It negotiated nothing.");
  const facts = Object.entries(flags)
    .filter(([, value]) => Boolean(value))
    .map(([name, value]) => `${name}: ${shown(String(value))}`);
  if (facts.length > 0) lines.push("", bold("What a game knows of it"), ...facts);
  if (exchange.length > 0) lines.push("", bold("What was said"), ...exchange.flatMap(describeEntry));
  if (report.isCutShort) lines.push("… and more, which is left out.");
  return `${lines.join("\n")}\n`;
}

function describeEntry(entry: TranscriptEntry): string[] {
  if (entry.type !== "text") return [`${entry.from}: ${wordsOf(entry)}`];
  return entry.text.split("\n").map((line) => `${entry.from}: | ${line}`);
}

function wordsOf(entry: Exclude<TranscriptEntry, { readonly type: "text" }>): string {
  if (entry.type === "command") return entry.command;
  if (entry.type === "negotiation") return `${entry.verb} ${entry.option}`;
  return `${entry.option}: ${entry.meaning ?? entry.payload ?? ""}`;
}
