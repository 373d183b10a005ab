import { codeAt } from "./codes.ts";
import { linkLetters, linkOf, type Link } from "./link.ts";
import type { Run } from "./run.ts";
import { sanitise } from "./sanitise.ts";
import { plainStyle, sameStyle, type Style } from "./style.ts";

/**
 * Reads markup into runs of text that look the same (`protocols.md` §10.1). Whatever is not a code is text; a link
 * that leads nowhere safe is only its label. Control characters are gone (§10.4).
 *
 * @example
 * parseMarkup("a |rred|n word") // three runs
 */
export function parseMarkup(source: string): readonly Run[] {
  const clean = sanitise(source);
  if (!hasMarkup(clean)) return clean === "" ? [] : [{ text: clean, style: plainStyle, link: null }];
  return new MarkupReader(clean).read();
}

/**
 * The words of a text that is nothing but words, or null when there is something to parse. Most lines of a game are
 * such texts, and cost no more than this look.
 */
export function plainWords(source: string): string | null {
  // Only then: what is taken out may have kept two braces apart.
  const clean = sanitise(source);
  return hasMarkup(clean) ? null : clean;
}

/** Is anything in it that is not simply text? */
export function hasMarkup(source: string): boolean {
  return source.includes("|") || source.includes("{{");
}

const letters: ReadonlySet<string> = new Set(Object.values(linkLetters));

class MarkupReader {
  readonly #source: string;
  readonly #runs: Run[] = [];
  #at = 0;
  #text = "";
  #style: Style = plainStyle;
  #link: Link | null = null;
  /** Where the label that is being read ends; -1 outside of links. */
  #labelEnd = -1;
  /** A link was begun that has no end; then no later one has. */
  #linksAreOver = false;

  constructor(source: string) {
    this.#source = source;
  }

  read(): readonly Run[] {
    const source = this.#source;
    let bar = source.indexOf("|");
    let brace = source.indexOf("{{");
    while (bar !== -1 || brace !== -1) {
      if (brace === -1 || (bar !== -1 && bar < brace)) {
        this.#text += source.slice(this.#at, bar);
        this.#at = bar;
        this.#readBar();
        bar = source.indexOf("|", this.#at);
        // The target of a link is stepped over, with what looks like a brace in it.
        if (brace !== -1 && brace < this.#at) brace = source.indexOf("{{", this.#at);
      } else {
        this.#text += source.slice(this.#at, brace + 1);
        this.#at = brace + 2;
        brace = source.indexOf("{{", this.#at);
      }
    }
    this.#text += source.slice(this.#at);
    this.#flush();
    return this.#runs;
  }

  #readBar(): void {
    if (this.#at === this.#labelEnd) return this.#endLink();
    if (this.#source[this.#at + 1] === "l" && this.#beginLink()) return;
    const code = codeAt(this.#source, this.#at);
    if (code === null) {
      this.#text += "|";
      this.#at++;
      return;
    }
    this.#at += code.length;
    if (code.kind === "text") this.#text += code.text;
    else this.#restyle(code.change);
  }

  #restyle(change: Partial<Style>): void {
    this.#flush();
    this.#style = change === plainStyle ? plainStyle : { ...this.#style, ...change };
  }

  /** `|lc command |lt label |le`, `|lu address |lt label |le`, and what `link` makes. Links do not nest. */
  #beginLink(): boolean {
    const letter = this.#source[this.#at + 2] ?? "";
    if (!letters.has(letter) || this.#labelEnd !== -1 || this.#linksAreOver) return false;
    const target = this.#at + 3;
    const label = findCode(this.#source, "|lt", target);
    const end = label === -1 ? -1 : findCode(this.#source, "|le", label + 3);
    if (end === -1) {
      this.#linksAreOver = true;
      return false;
    }
    this.#flush();
    const text = this.#source.slice(target, label);
    this.#link = linkOf(letter, text);
    this.#labelEnd = end;
    this.#at = label + 3;
    return true;
  }

  #endLink(): void {
    this.#flush();
    this.#link = null;
    this.#labelEnd = -1;
    this.#at += 3;
  }

  #flush(): void {
    if (this.#text === "") return;
    const last = this.#runs.at(-1);
    if (last !== undefined && last.link === this.#link && sameStyle(last.style, this.#style)) {
      this.#runs[this.#runs.length - 1] = { ...last, text: last.text + this.#text };
    } else {
      this.#runs.push({ text: this.#text, style: this.#style, link: this.#link });
    }
    this.#text = "";
  }
}

/** Where a code next stands; a doubled bar begins none. */
function findCode(source: string, code: string, from: number): number {
  let bar = source.indexOf("|", from);
  while (bar !== -1) {
    if (source.startsWith(code, bar)) return bar;
    bar = source.indexOf("|", source[bar + 1] === "|" ? bar + 2 : bar + 1);
  }
  return -1;
}
