export type Gender = "male" | "female" | "neutral" | "plural";

type Kind = "subject" | "object" | "adjective" | "possessive" | "reflexive";
type Viewpoint = "first" | "second" | "third";

interface Pronoun {
  readonly kind: Kind;
  readonly viewpoint: Viewpoint;
  /** Third person only. */
  readonly gender: Gender | null;
}

const kinds: readonly Kind[] = ["subject", "object", "adjective", "possessive", "reflexive"];

/** Forms in the order of `kinds`. */
const first = ["I", "me", "my", "mine", "myself"] as const;
const firstPlural = ["we", "us", "our", "ours", "ourselves"] as const;
const second = ["you", "you", "your", "yours", "yourself"] as const;
const secondPlural = ["you", "you", "your", "yours", "yourselves"] as const;
const third: Readonly<Record<Gender, readonly [string, string, string, string, string]>> = {
  male: ["he", "him", "his", "his", "himself"],
  female: ["she", "her", "her", "hers", "herself"],
  neutral: ["it", "it", "its", "its", "itself"],
  plural: ["they", "them", "their", "theirs", "themselves"],
};

/** Short names of the kinds and genders that a template may add. */
const kindNames: Readonly<Record<string, Kind>> = {
  subject: "subject",
  sp: "subject",
  s: "subject",
  object: "object",
  op: "object",
  "possessive adjective": "adjective",
  pa: "adjective",
  "possessive pronoun": "possessive",
  pp: "possessive",
  reflexive: "reflexive",
  r: "reflexive",
};

const genderNames: Readonly<Record<string, Gender>> = {
  male: "male",
  m: "male",
  female: "female",
  f: "female",
  neutral: "neutral",
  n: "neutral",
  plural: "plural",
  p: "plural",
};

/**
 * A pronoun as one reader sees it (`world.md` §11.2). Written in the first or second person, the one who is meant
 * reads it as it stands, and everybody else the third person of their gender; written in the third person, the one
 * who is meant reads "you". Unknown words stay.
 *
 * @param options kinds and genders such as `op` or `female`, for words that could be several
 */
export function pronoun(word: string, isReader: boolean, gender: Gender, options = ""): string {
  const wanted = readOptions(options);
  const meant = findPronoun(word, wanted.kind);
  if (meant === null) return word;
  const { kind, viewpoint } = meant;
  const shown = wanted.gender ?? gender;
  if (viewpoint === "third") return isReader ? withCase(word, formOf(kind, "second", shown)) : word;
  return isReader ? word : withCase(word, formOf(kind, "third", shown));
}

function findPronoun(word: string, kind: Kind | null): Pronoun | null {
  const folded = word.toLowerCase();
  const tables: readonly (readonly [Viewpoint, Gender | null, readonly string[]])[] = [
    ["first", null, first],
    ["first", null, firstPlural],
    ["second", null, second],
    ["second", null, secondPlural],
    ...(["male", "female", "neutral", "plural"] as const).map(
      (gender) => ["third", gender, third[gender]] as const,
    ),
  ];
  for (const candidate of kind === null ? kinds : [kind]) {
    const index = kinds.indexOf(candidate);
    for (const [viewpoint, gender, forms] of tables) {
      if (forms[index]?.toLowerCase() === folded) return { kind: candidate, viewpoint, gender };
    }
  }
  return null;
}

function formOf(kind: Kind, viewpoint: "second" | "third", gender: Gender): string {
  const forms = viewpoint === "second" ? (gender === "plural" ? secondPlural : second) : third[gender];
  return forms[kinds.indexOf(kind)] ?? "";
}

function readOptions(options: string): { kind: Kind | null; gender: Gender | null } {
  const folded = options.trim().toLowerCase();
  const whole = kindNames[folded];
  if (whole !== undefined) return { kind: whole, gender: null };
  const words = folded.split(/\s+/);
  return {
    kind: words.map((word) => kindNames[word]).find((kind) => kind !== undefined) ?? null,
    gender: words.map((word) => genderNames[word]).find((gender) => gender !== undefined) ?? null,
  };
}

function withCase(model: string, word: string): string {
  const isCapital = /^\p{Lu}/u.test(model) && model !== "I";
  return isCapital ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}
