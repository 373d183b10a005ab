import type { Gender } from "./gender.ts";
import { withCaseOf } from "./letter-case.ts";

type Kind = "subject" | "object" | "adjective" | "possessive" | "reflexive";
type Viewpoint = "first" | "second" | "third";

/** The five kinds of one pronoun, in the order in which a word that could be several is taken. */
type Forms = Readonly<Record<Kind, string>>;

const first = forms("I", "me", "my", "mine", "myself");
const firstPlural = forms("we", "us", "our", "ours", "ourselves");
const second = forms("you", "you", "your", "yours", "yourself");
const secondPlural = forms("you", "you", "your", "yours", "yourselves");
const third: Readonly<Record<Gender, Forms>> = {
  male: forms("he", "him", "his", "his", "himself"),
  female: forms("she", "her", "her", "hers", "herself"),
  neutral: forms("it", "it", "its", "its", "itself"),
  plural: forms("they", "them", "their", "theirs", "themselves"),
};

/** What a written pronoun may mean. */
interface Meaning {
  readonly kind: Kind;
  readonly viewpoint: Viewpoint;
  /** Such as "we": they are many, whatever their gender. */
  readonly isMany: boolean;
}

const meanings: ReadonlyMap<string, readonly Meaning[]> = allMeanings();

/** What a template may say about a pronoun, in words. */
const kindNames: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["subject", "subject"],
  ["s", "subject"],
  ["sp", "subject"],
  ["object", "object"],
  ["o", "object"],
  ["op", "object"],
  ["adjective", "adjective"],
  ["pa", "adjective"],
  ["pp", "possessive"],
  ["reflexive", "reflexive"],
  ["r", "reflexive"],
  ["rp", "reflexive"],
]);

const viewpointNames: ReadonlyMap<string, Viewpoint> = new Map<string, Viewpoint>([
  ["1st", "first"],
  ["1", "first"],
  ["2nd", "second"],
  ["2", "second"],
  ["3rd", "third"],
  ["3", "third"],
]);

const genderNames: ReadonlyMap<string, Gender> = new Map<string, Gender>([
  ["male", "male"],
  ["m", "male"],
  ["female", "female"],
  ["f", "female"],
  ["neutral", "neutral"],
  ["n", "neutral"],
  ["plural", "plural"],
  ["p", "plural"],
]);

/**
 * A pronoun as one reader sees it (`world.md` §11.2). Written in the first or second person, the one who is meant
 * reads it as it stands, and everybody else the third person of the gender; written in the third person, the one who
 * is meant reads "you". Words that are no pronouns stay.
 *
 * @param gender of the one who is meant
 * @param options words that say more where a pronoun could be several: a kind (`subject object adjective possessive
 * reflexive`, or `sp op pa pp rp`), a gender, the person in which the one who is meant is spoken to (`1st`, `2nd`)
 * @example
 * pronoun("your", false, "female") // "her"
 * pronoun("you", false, "male", "op") // "him"
 */
export function pronoun(word: string, isReader: boolean, gender: Gender, options = ""): string {
  const wanted = readOptions(options);
  const known = meanings.get(word.toLowerCase());
  const meaning = known?.find(({ kind }) => kind === wanted.kind) ?? known?.[0];
  if (meaning === undefined) return word;
  const shownGender = wanted.gender ?? (meaning.isMany ? "plural" : gender);
  const isThird = meaning.viewpoint === "third";
  if (!isReader) return isThird ? word : written(word, third[shownGender][meaning.kind]);
  if (!isThird && wanted.viewpoint === null) return word;
  return written(word, formsFor(wanted.viewpoint ?? "second", shownGender)[meaning.kind]);
}

function formsFor(viewpoint: Viewpoint, gender: Gender): Forms {
  if (viewpoint === "third") return third[gender];
  if (viewpoint === "first") return gender === "plural" ? firstPlural : first;
  return gender === "plural" ? secondPlural : second;
}

function written(model: string, form: string): string {
  return model === "I" ? form : withCaseOf(model, form);
}

interface Options {
  readonly kind: Kind | null;
  readonly gender: Gender | null;
  readonly viewpoint: Viewpoint | null;
}

function readOptions(options: string): Options {
  const words = options.toLowerCase().split(/[\s_-]+/);
  const named = words.map((word) => kindNames.get(word)).find((kind) => kind !== undefined);
  return {
    // "possessive" alone is the pronoun, "possessive adjective" is not.
    kind: named ?? (words.includes("possessive") ? "possessive" : null),
    gender: words.map((word) => genderNames.get(word)).find((gender) => gender !== undefined) ?? null,
    viewpoint:
      words.map((word) => viewpointNames.get(word)).find((viewpoint) => viewpoint !== undefined) ?? null,
  };
}

function allMeanings(): ReadonlyMap<string, readonly Meaning[]> {
  const found = new Map<string, Meaning[]>();
  const kinds: readonly Kind[] = ["subject", "object", "adjective", "possessive", "reflexive"];
  const add = (table: Forms, viewpoint: Viewpoint, isMany: boolean): void => {
    for (const kind of kinds) {
      const word = table[kind].toLowerCase();
      found.set(word, [...(found.get(word) ?? []), { kind, viewpoint, isMany }]);
    }
  };
  add(first, "first", false);
  add(firstPlural, "first", true);
  add(second, "second", false);
  for (const table of Object.values(third)) add(table, "third", table === third.plural);
  found.set(secondPlural.reflexive, [{ kind: "reflexive", viewpoint: "second", isMany: true }]);
  return found;
}

function forms(
  subject: string,
  object: string,
  adjective: string,
  possessive: string,
  reflexive: string,
): Forms {
  return { subject, object, adjective, possessive, reflexive };
}
