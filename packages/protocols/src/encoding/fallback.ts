import type { TextCodec } from "./text-codec.ts";

/**
 * What to write for characters that an encoding lacks and that are not a letter with marks (those lose the marks):
 * punctuation, line drawing, and letters that Unicode does not take apart. Each row: the characters, then what
 * stands for any of them.
 */
const rows: readonly (readonly [characters: string, plain: string])[] = [
  ["‘’‚‛′‵ʹʻʼ", "'"],
  ["“”„‟″‶«»", '"'],
  ["‹", "<"],
  ["›", ">"],
  ["‐‑‒–−⁃", "-"],
  ["—―", "--"],
  ["…", "..."],
  ["•‣◦∙●○■□▪▫◆◇★☆✓✔❖·", "*"],
  ["⁄∕÷", "/"],
  ["×✕✖✗", "x"],
  ["─━┄┅┈┉╌╍═╴╶╸╺╼╾", "-"],
  ["│┃┆┇┊┋╎╏║╵╷╹╻╽╿", "|"],
  ["┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋", "+"],
  ["╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬╭╮╯╰", "+"],
  ["╱", "/"],
  ["╲", "\\"],
  ["╳", "X"],
  ["█▓▒░▀▄▌▐", "#"],
  ["←⇐", "<-"],
  ["→⇒", "->"],
  ["↑⇑", "^"],
  ["↓⇓", "v"],
  ["≤", "<="],
  ["≥", ">="],
  ["≠", "!="],
  ["ß", "ss"],
  ["ẞ", "SS"],
  ["æ", "ae"],
  ["Æ", "AE"],
  ["œ", "oe"],
  ["Œ", "OE"],
  ["ø", "o"],
  ["Ø", "O"],
  ["đð", "d"],
  ["ĐÐ", "D"],
  ["þ", "th"],
  ["Þ", "Th"],
  ["ł", "l"],
  ["Ł", "L"],
  ["ħ", "h"],
  ["Ħ", "H"],
  ["ı", "i"],
  ["¡", "!"],
  ["¿", "?"],
  ["©", "(c)"],
  ["®", "(r)"],
  ["€", "EUR"],
  ["£", "GBP"],
  ["¥", "JPY"],
];

const plainForms: ReadonlyMap<string, string> = new Map(
  rows.flatMap(([characters, plain]) => Array.from(characters, (character) => [character, plain] as const)),
);

/**
 * Rewrites `text` with characters that the encoding has (`protocols.md` §3.3): a letter loses its marks, then a small
 * table is asked, then a question mark stands for what is left. Joiners and other invisible characters go.
 */
export function fitText(text: string, codec: TextCodec): string {
  let fitting = "";
  for (const character of text.normalize("NFC")) {
    fitting += codec.hasCharacter(character) ? character : fallbackFor(character, codec);
  }
  return fitting;
}

function fallbackFor(character: string, codec: TextCodec): string {
  const listed = plainForms.get(character);
  if (listed !== undefined) return onlyKnown(listed, codec);
  if (/\p{Mark}|\p{Format}/u.test(character)) return "";
  return onlyKnown(character.normalize("NFKD").replace(/\p{Mark}/gu, ""), codec);
}

function onlyKnown(text: string, codec: TextCodec): string {
  let known = "";
  for (const character of text) {
    if (codec.hasCharacter(character)) known += character;
    else known += simpleForm(plainForms.get(character), codec);
  }
  return known;
}

function simpleForm(text: string | undefined, codec: TextCodec): string {
  return text !== undefined && Array.from(text).every((part) => codec.hasCharacter(part)) ? text : "?";
}
