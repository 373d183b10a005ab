import { conjugate, type Person } from "../grammar/conjugate.ts";
import { capitalise, inLetterCase } from "../grammar/letter-case.ts";
import { pronoun } from "../grammar/pronoun.ts";
import type { Reading } from "./reading.ts";
import type { TemplateCall, TemplateFunction, TemplateFunctions } from "./template-function.ts";

/**
 * Functions that put a sentence into the reader's point of view (`world.md` §11.2): `$You() $conj(open) $pron(your)
 * hand.` reads "You open your hand." to the one who does it and "Ann opens her hand." to everybody else.
 */
export const stanceFunctions: TemplateFunctions = new Map<string, TemplateFunction>([
  ["you", you],
  ["You", capital(you)],
  ["obj", you],
  ["Obj", capital(you)],
  ["your", your],
  ["Your", capital(your)],
  ["conj", conj],
  ["pconj", pconj],
  ["pron", pron],
  ["Pron", capital(pron)],
]);

/** `$you([key], article=, format=upper|lower|capital|title)` */
function you({ args, named }: TemplateCall, reading: Reading): string | undefined {
  const key = args[0] ?? null;
  return inFormat(reading.isYou(key) ? "you" : nameOf(key, named, reading), named);
}

function your({ args, named }: TemplateCall, reading: Reading): string | undefined {
  const key = args[0] ?? null;
  if (reading.isYou(key)) return inFormat("your", named);
  const name = nameOf(key, named, reading);
  return name === undefined ? undefined : inFormat(`${name}'s`, named);
}

/** `$conj(verb[, key])` */
function conj({ args }: TemplateCall, reading: Reading): string | undefined {
  const [verb, key = null] = args;
  return verb === undefined ? undefined : conjugate(verb, reading.isYou(key) ? "you" : "she");
}

/** The same, for those who are they. */
function pconj({ args }: TemplateCall, reading: Reading): string | undefined {
  const [verb, key = null] = args;
  if (verb === undefined) return undefined;
  const others: Person = reading.gender(key) === "plural" ? "they" : "she";
  return conjugate(verb, reading.isYou(key) ? "you" : others);
}

/** `$pron(word[, options][, key])`; an argument that is a key is one. */
function pron({ args }: TemplateCall, reading: Reading): string | undefined {
  const [word, ...others] = args;
  if (word === undefined) return undefined;
  const key = others.find((other) => reading.name(other, { article: false }) !== undefined) ?? null;
  const options = others.filter((other) => other !== key).join(" ");
  return pronoun(word, reading.isYou(key), reading.gender(key), options);
}

function capital(run: TemplateFunction): TemplateFunction {
  return (call, reading) => {
    const text = run(call, reading);
    return text === undefined || call.named.has("format") ? text : capitalise(text);
  };
}

function nameOf(
  key: string | null,
  named: ReadonlyMap<string, string>,
  reading: Reading,
): string | undefined {
  const article = named.get("article")?.toLowerCase();
  const name = reading.name(key, { article: article !== undefined && !noes.has(article) });
  return name ?? (key === null ? undefined : reading.value(key));
}

const noes: ReadonlySet<string> = new Set(["0", "false", "no", "off", "none"]);

function inFormat(text: string | undefined, named: ReadonlyMap<string, string>): string | undefined {
  if (text === undefined) return undefined;
  const format = named.get("format")?.toLowerCase();
  const isKnown = format === "upper" || format === "lower" || format === "capital" || format === "title";
  return isKnown ? inLetterCase(text, format) : text;
}
