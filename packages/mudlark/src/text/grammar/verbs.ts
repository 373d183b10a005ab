/** Who does it: the one who reads ("you"), somebody else ("she"), or several ("they"). */
export type Person = "second" | "third" | "plural";

/** Verbs with more forms than rules. [you, she, they] */
const irregular: ReadonlyMap<string, readonly [string, string, string]> = new Map([
  ...same(["be", "are", "am", "is"], ["are", "is", "are"]),
  ...same(["was", "were"], ["were", "was", "were"]),
  ...same(["have", "has"], ["have", "has", "have"]),
  ...same(["do", "does"], ["do", "does", "do"]),
  ...same(["go", "goes"], ["go", "goes", "go"]),
  ...same(["don't", "doesn't"], ["don't", "doesn't", "don't"]),
  ...same(["haven't", "hasn't"], ["haven't", "hasn't", "haven't"]),
  ...same(["aren't", "isn't"], ["aren't", "isn't", "aren't"]),
  ...same(["weren't", "wasn't"], ["weren't", "wasn't", "weren't"]),
]);

/** The same for everybody. */
const invariant: ReadonlySet<string> = new Set([
  "can",
  "can't",
  "cannot",
  "could",
  "couldn't",
  "may",
  "might",
  "must",
  "mustn't",
  "ought",
  "shall",
  "should",
  "shouldn't",
  "will",
  "won't",
  "would",
  "wouldn't",
]);

/** Ends in s, but is the plain form. */
const plainWithS = /(?:ss|us|is|[aeiou]s)$/;

/**
 * Puts a verb into the form that goes with its subject. Present tense changes; past tense stays as it is.
 *
 * @example
 * conjugate("fly", "third") // "flies"
 */
export function conjugate(verb: string, person: Person): string {
  const [, head = "", tail = ""] = /^(\S+)(.*)$/s.exec(verb) ?? [];
  const folded = head.toLowerCase();
  if (folded === "" || invariant.has(folded)) return verb;
  const forms = irregular.get(folded);
  if (forms !== undefined) return forms[person === "second" ? 0 : person === "third" ? 1 : 2] + tail;
  const base = baseForm(head);
  return (person === "third" && !isPast(folded) ? thirdPerson(base) : base) + tail;
}

/** "attacks" and "attack" are the same verb. */
function baseForm(verb: string): string {
  if (/[^aeiou]ies$/i.test(verb) && verb.length > 4) return `${verb.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh|zz)es$/i.test(verb)) return verb.slice(0, -2);
  if (/oes$/i.test(verb)) return verb.slice(0, -2);
  if (/s$/i.test(verb) && !plainWithS.test(verb.toLowerCase())) return verb.slice(0, -1);
  return verb;
}

function thirdPerson(verb: string): string {
  if (/(?:s|x|z|ch|sh|o)$/i.test(verb)) return `${verb}es`;
  if (/[^aeiou]y$/i.test(verb)) return `${verb.slice(0, -1)}ies`;
  return `${verb}s`;
}

/** Regular past forms and some that are common in rooms full of people; "need", "feed" and "bleed" are not. */
function isPast(folded: string): boolean {
  return pastForms.has(folded) || /[^aeiou]ied$|[^e\W]ed$/.test(folded);
}

const pastForms: ReadonlySet<string> = new Set([
  "became",
  "began",
  "broke",
  "came",
  "did",
  "drew",
  "fell",
  "felt",
  "found",
  "gave",
  "got",
  "had",
  "held",
  "knew",
  "left",
  "made",
  "said",
  "sat",
  "saw",
  "spoke",
  "stood",
  "threw",
  "told",
  "took",
  "went",
]);

function same(
  words: readonly string[],
  forms: readonly [string, string, string],
): (readonly [string, readonly [string, string, string]])[] {
  return words.map((word) => [word, forms] as const);
}
