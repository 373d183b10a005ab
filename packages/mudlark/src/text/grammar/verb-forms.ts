/** A present tense with more forms than rules. */
export interface VerbForms {
  readonly you: string;
  readonly she: string;
  readonly they: string;
}

/** By every form that an author may write. */
export const irregularVerbs: ReadonlyMap<string, VerbForms> = new Map([
  ...forms("are", "is", "be am are is"),
  ...forms("were", "was", "was were"),
  ...forms("have", "has", "have has"),
  ...forms("do", "does", "do does"),
  ...forms("don't", "doesn't", "don't doesn't"),
  ...forms("haven't", "hasn't", "haven't hasn't"),
  ...forms("aren't", "isn't", "aren't isn't"),
  ...forms("weren't", "wasn't", "weren't wasn't"),
]);

/** The same for everybody: modals, and forms that are no present tense. */
export const unchangingVerbs: ReadonlySet<string> = new Set(
  words(`
    can can't cannot could couldn't may mayn't might mightn't must mustn't needn't ought oughtn't shall shan't
    should shouldn't will won't would wouldn't
    been gone done had hadn't did didn't
    arose ate awoke bade became began bent bit bled blew bought bred broke brought built burnt came caught chose
    clung crept dealt dove drank dreamt drew drove dug dwelt fed fell felt fled flew flung forbade forgave forgot
    fought found froze gave got grew ground heard held hid hung kept knelt knew laid leapt learnt led left lent
    lit lost made meant met outran overcame overheard overtook paid ran rang rebuilt retook rode rose said sang
    sank sat saw sent shone shook shot shrank slept slid slung sold sought spat sped spent spilt spoke sprang
    spun stank stole stood strode strove struck strung stuck stung swam swept swore swung taught thought threw
    told took tore trod understood undid unwound went wept withdrew withheld withstood woke won wore wove wrote
    wrung
  `),
);

/** Ends like a past tense and is none. */
export const presentInEd: ReadonlySet<string> = new Set(words("bed embed imbed shed shred sled wed"));

/** Ends like "need" and is a past tense. */
export const pastInEed: ReadonlySet<string> = new Set(
  words("agreed decreed disagreed freed guaranteed kneed peed refereed treed"),
);

/** The plain form of what she does, where no rule finds it. */
export const plainForms: ReadonlyMap<string, string> = new Map([
  ...["ache", "axe", "cache", "canoe", "hoe", "shoe", "tiptoe", "toe"].map(
    (verb) => [`${verb}s`, verb] as const,
  ),
  ...["bias", "canvas", "focus", "gas"].map((verb) => [`${verb}es`, verb] as const),
  ["quizzes", "quiz"],
  ["whizzes", "whiz"],
  ["stomachs", "stomach"],
]);

/** What she does, where no rule finds it. */
export const thirdForms: ReadonlyMap<string, string> = new Map([
  ["quiz", "quizzes"],
  ["whiz", "whizzes"],
  ["stomach", "stomachs"],
  ...["demo", "disco", "lasso", "photo", "solo", "tango"].map((verb) => [verb, `${verb}s`] as const),
]);

function forms(you: string, she: string, written: string): (readonly [string, VerbForms])[] {
  return words(written).map((word) => [word, { you, she, they: you }] as const);
}

function words(list: string): string[] {
  return list.trim().split(/\s+/);
}
