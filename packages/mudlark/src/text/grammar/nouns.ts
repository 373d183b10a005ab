const smallNumbers = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
] as const;

/** Nouns whose plural follows no rule that is worth having. */
const irregular: ReadonlyMap<string, string> = new Map([
  ["child", "children"],
  ["die", "dice"],
  ["foot", "feet"],
  ["goose", "geese"],
  ["louse", "lice"],
  ["man", "men"],
  ["mouse", "mice"],
  ["ox", "oxen"],
  ["person", "people"],
  ["tooth", "teeth"],
  ["woman", "women"],
  ["wife", "wives"],
  ["knife", "knives"],
  ["life", "lives"],
  ["leaf", "leaves"],
  ["loaf", "loaves"],
  ["half", "halves"],
  ["calf", "calves"],
  ["elf", "elves"],
  ["self", "selves"],
  ["shelf", "shelves"],
  ["thief", "thieves"],
  ["wolf", "wolves"],
  ["scarf", "scarves"],
  ["dwarf", "dwarves"],
  ["staff", "staves"],
  ["potato", "potatoes"],
  ["tomato", "tomatoes"],
  ["hero", "heroes"],
  ["echo", "echoes"],
  ["torpedo", "torpedoes"],
  ["cactus", "cacti"],
  ["fungus", "fungi"],
  ["quiz", "quizzes"],
]);

/** One or many, the word is the same. */
const unchanging: ReadonlySet<string> = new Set([
  "aircraft",
  "armor",
  "armour",
  "bison",
  "deer",
  "equipment",
  "fish",
  "gold",
  "moose",
  "pants",
  "salmon",
  "scissors",
  "series",
  "sheep",
  "shrimp",
  "silver",
  "species",
  "squid",
  "swine",
  "trousers",
  "trout",
]);

/** Words before which the noun ends: "boxes of nails", "men at arms". */
const joints = /^(.+?)( (?:of|in|on|at|with|from|for|to|by|without|under|over)\b.*)$/i;

/** Vowels to the eye that sound like "you" or "one". */
const soundsLikeConsonant = /^(?:u(?:ni(?!n|m)|s[aeiu]|r[aeiu]|t[aeiu]|k)|eu|ew|one\b|once\b|ou?ija)/i;
const silentH = /^(?:h(?:our|onest|onou?r|eir))/i;

/**
 * A noun with its article.
 *
 * @example
 * withArticle("hour") // "an hour"
 */
export function withArticle(noun: string): string {
  return `${needsAn(noun) ? "an" : "a"} ${noun}`;
}

function needsAn(noun: string): boolean {
  if (silentH.test(noun)) return true;
  return /^[aeiou]/i.test(noun) && !soundsLikeConsonant.test(noun);
}

/**
 * The plural of a noun or of a phrase that is built around one.
 *
 * @example
 * pluralise("box of nails") // "boxes of nails"
 */
export function pluralise(phrase: string): string {
  const joined = joints.exec(phrase);
  if (joined !== null) return pluralise(joined[1] ?? "") + (joined[2] ?? "");
  const last = /[\p{L}\p{M}]+$/u.exec(phrase)?.[0];
  if (last === undefined) return phrase === "" ? "" : `${phrase}s`;
  return phrase.slice(0, phrase.length - last.length) + pluralWord(last);
}

/** A number up to twelve as a word, a larger one in digits. */
export function numberWord(count: number): string {
  return smallNumbers[count] ?? String(count);
}

/**
 * How to speak of one and of several.
 *
 * @example
 * numberedName(3, "coin") // ["a coin", "three coins"]
 */
export function numberedName(count: number, noun: string): readonly [singular: string, plural: string] {
  return [withArticle(noun), `${numberWord(count)} ${pluralise(noun)}`];
}

function pluralWord(word: string): string {
  const folded = word.toLowerCase();
  if (unchanging.has(folded)) return word;
  const special = irregular.get(folded);
  if (special !== undefined) return withCaseOf(word, special);
  for (const [singular, plural] of irregular) {
    // "swordsman", "toadstool" is no such case: only whole words at the end of longer ones.
    if (
      folded.endsWith(singular) &&
      ["man", "child", "mouse", "foot", "tooth", "wolf", "knife"].includes(singular)
    ) {
      if (folded === "human" || folded === "german" || folded === "roman") break;
      return word.slice(0, word.length - singular.length) + plural;
    }
  }
  if (/(?:s|x|z|ch|sh)$/i.test(word)) return `${word}es`;
  if (/[^aeiou]y$/i.test(word)) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}

function withCaseOf(model: string, word: string): string {
  if (model === model.toUpperCase() && model.length > 1) return word.toUpperCase();
  return /^\p{Lu}/u.test(model) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}
