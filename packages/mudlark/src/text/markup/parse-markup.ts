import { codeAt } from "./codes.ts";
import { sanitise } from "./sanitise.ts";
import { plainStyle, type Link, type Run, type Style } from "./style.ts";

/**
 * Reads markup into runs of text that look the same (`protocols.md` §10.1). Whatever is not a code is text; a link
 * that leads nowhere safe is only its label.
 *
 * @example
 * parseMarkup("a |rred|n word") // three runs
 */
export function parseMarkup(source: string): readonly Run[] {
  const clean = sanitise(source);
  if (!clean.includes("|") && !clean.includes("{{")) {
    return clean === "" ? [] : [{ text: clean, style: plainStyle, link: null }];
  }
  return new MarkupReader(clean).read();
}

class MarkupReader {
  readonly #source: string;
  readonly #runs: Run[] = [];
  #at = 0;
  #text = "";
  #style: Style = plainStyle;
  #link: Link | null = null;
  /** Where the label of the open link ends. */
  #linkEnd = -1;

  constructor(source: string) {
    this.#source = source;
  }

  read(): readonly Run[] {
    const source = this.#source;
    while (this.#at < source.length) {
      if (this.#at === this.#linkEnd) this.#endLink();
      else if (source.startsWith("{{", this.#at)) this.#take("{", 2);
      else if (source[this.#at] === "|") this.#readBar();
      else this.#readText();
    }
    this.#flush();
    return this.#runs;
  }

  #readBar(): void {
    if (this.#link === null && this.#beginLink()) return;
    const found = codeAt(this.#source, this.#at);
    if (found === null) return this.#take("|", 1);
    if (found.code.kind === "text") return this.#take(found.code.text, found.length);
    this.#flush();
    this.#style = found.code.apply(this.#style);
    this.#at += found.length;
  }

  #readText(): void {
    let end = this.#at + 1;
    const { length } = this.#source;
    while (end < length && end !== this.#linkEnd && this.#source[end] !== "|" && this.#source[end] !== "{")
      end++;
    this.#take(this.#source.slice(this.#at, end), end - this.#at);
  }

  /** `|lc command |lt label |le` and `|lu address |lt label |le`. */
  #beginLink(): boolean {
    const opener = this.#source.slice(this.#at, this.#at + 3);
    if (opener !== "|lc" && opener !== "|lu") return false;
    const label = this.#source.indexOf("|lt", this.#at + 3);
    const end = label === -1 ? -1 : this.#source.indexOf("|le", label + 3);
    if (end === -1) return false;
    const target = this.#source.slice(this.#at + 3, label);
    this.#flush();
    this.#link = opener === "|lc" ? commandLink(target) : urlLink(target);
    this.#linkEnd = end;
    this.#at = label + 3;
    return true;
  }

  #endLink(): void {
    this.#flush();
    this.#link = null;
    this.#linkEnd = -1;
    this.#at += 3;
  }

  #take(text: string, length: number): void {
    this.#text += text;
    this.#at += length;
  }

  #flush(): void {
    if (this.#text === "") return;
    this.#runs.push({ text: this.#text, style: this.#style, link: this.#link });
    this.#text = "";
  }
}

/** A command that a click may send, unless it could be more than one thing (`protocols.md` §9). */
function commandLink(target: string): Link | null {
  if (target === "" || target.length > 1024 || /[|\u0000-\u001F\u007F-\u009F]/.test(target)) return null;
  return { kind: "command", target };
}

function urlLink(target: string): Link | null {
  if (/[\s\u0000-\u001F\u007F-\u009F]/.test(target) || !URL.canParse(target)) return null;
  return ["http:", "https:", "mailto:"].includes(new URL(target).protocol) ? { kind: "url", target } : null;
}
