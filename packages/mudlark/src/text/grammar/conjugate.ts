import { withCaseOf } from "./letter-case.ts";
import {
  irregularVerbs,
  pastInEed,
  plainForms,
  presentInEd,
  thirdForms,
  unchangingVerbs,
} from "./verb-forms.ts";

/** Who does it: the one who reads ("you"), somebody else ("she"), or several ("they"). */
export type Person = "you" | "she" | "they";

/**
 * Puts a verb, with whatever follows it, into the form that goes with its subject. It may be written in the plain
 * form or in any other of the present tense; past tense, participles and modals stay as they are.
 *
 * @example
 * conjugate("fly away", "she") // "flies away"
 */
export function conjugate(phrase: string, person: Person): string {
  const [verb = ""] = /^[\p{L}\p{M}'’]+/u.exec(phrase) ?? [];
  const folded = verb.toLowerCase().replaceAll("’", "'");
  const form = irregularVerbs.get(folded)?.[person] ?? regularForm(folded, person);
  return form === folded ? phrase : withCaseOf(verb, form) + phrase.slice(verb.length);
}

function regularForm(verb: string, person: Person): string {
  if (verb === "" || isUnchanging(verb)) return verb;
  const plain = plainForm(verb);
  return person === "she" ? thirdForm(plain) : plain;
}

function isUnchanging(verb: string): boolean {
  if (unchangingVerbs.has(verb) || pastInEed.has(verb)) return true;
  if (/[aeiouy].*ing$/.test(verb)) return true;
  return /..ed$/.test(verb) && !verb.endsWith("eed") && !presentInEd.has(verb);
}

/** "attacks" and "attack" are the same verb. */
function plainForm(verb: string): string {
  if (!verb.endsWith("s") || /(?:ss|us|[bg]as|ias|vas)$/.test(verb)) return verb;
  const known = plainForms.get(verb);
  if (known !== undefined) return known;
  if (/^(?:be|over|un|under)?[dhlptv]ies$/.test(verb)) return verb.slice(0, -1);
  if (/[^aeiou]ies$/.test(verb)) return `${verb.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz|tz|o)es$/.test(verb)) return verb.slice(0, -2);
  return verb.slice(0, -1);
}

function thirdForm(verb: string): string {
  const known = thirdForms.get(verb);
  if (known !== undefined) return known;
  if (/(?:s|x|z|ch|sh|[^aeiou]o)$/.test(verb)) return `${verb}es`;
  if (/(?:[^aeiou]|qu)y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return `${verb}s`;
}
