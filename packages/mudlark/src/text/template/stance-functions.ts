import { pronoun } from "../grammar/pronouns.ts";
import { conjugate } from "../grammar/verbs.ts";
import type { Reading, TemplateFunction, TemplateFunctions } from "./reading.ts";

/**
 * Functions that put a sentence into the reader's point of view: `$You() $conj(open) $pron(your) hand.` reads "You
 * open your hand." to the one who does it and "Ann opens her hand." to everybody else (`world.md` §11.2).
 */
export const stanceFunctions: TemplateFunctions = new Map<string, TemplateFunction>([
  ["you", who({ possessive: false, capital: false })],
  ["You", who({ possessive: false, capital: true })],
  ["obj", who({ possessive: false, capital: false })],
  ["Obj", who({ possessive: false, capital: true })],
  ["your", who({ possessive: true, capital: false })],
  ["Your", who({ possessive: true, capital: true })],
  ["conj", conj],
  ["pconj", pconj],
  ["pron", pron],
  ["Pron", (args, named, reading) => capitalise(pron(args, named, reading))],
]);

function who({ possessive, capital }: { possessive: boolean; capital: boolean }): TemplateFunction {
  return (args, named, reading) => {
    const key = args[0] ?? null;
    const shown = reading.isYou(key)
      ? possessive
        ? "your"
        : "you"
      : reading.name(key, { article: named.article !== undefined });
    if (shown === undefined) return undefined;
    const whole = possessive && !reading.isYou(key) ? `${shown}'s` : shown;
    return format(capital ? (capitalise(whole) ?? whole) : whole, named.format);
  };
}

function conj(args: readonly string[], _named: unknown, reading: Reading): string | undefined {
  const [verb, key = null] = args;
  return verb === undefined ? undefined : conjugate(verb, reading.isYou(key) ? "second" : "third");
}

function pconj(args: readonly string[], _named: unknown, reading: Reading): string | undefined {
  const [verb, key = null] = args;
  if (verb === undefined) return undefined;
  if (reading.isYou(key)) return conjugate(verb, "second");
  return conjugate(verb, reading.gender(key) === "plural" ? "plural" : "third");
}

function pron(args: readonly string[], _named: unknown, reading: Reading): string | undefined {
  const [word, second, third] = args;
  if (word === undefined) return undefined;
  // `$pron(your, d)` names somebody, `$pron(your, op)` a kind; a key that is known wins.
  const isKey = second !== undefined && reading.name(second, { article: false }) !== undefined;
  const key = isKey ? second : (third ?? null);
  const options = isKey ? (third ?? "") : (second ?? "");
  return pronoun(word, reading.isYou(key), reading.gender(key), options);
}

function capitalise<T extends string | undefined>(text: T): T {
  return (text === undefined ? undefined : text.charAt(0).toUpperCase() + text.slice(1)) as T;
}

function format(text: string, how: string | undefined): string {
  if (how === "upper") return text.toUpperCase();
  if (how === "lower") return text.toLowerCase();
  if (how === "capital") return capitalise(text);
  if (how !== "title") return text;
  return text.replaceAll(
    /(^|\s)(\S)/g,
    (_all, blank: string, letter: string) => blank + letter.toUpperCase(),
  );
}
