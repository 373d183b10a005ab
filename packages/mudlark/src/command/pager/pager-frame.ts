import { foldText } from "../../base/fold-text.ts";
import { stripMarkup } from "../../text/markup/plain-text.ts";
import type { FrameAnswer, FrameEnd, InputFrame } from "../frames/input-frame.ts";
import { words } from "../words.ts";
import type { PageSource } from "./page-source.ts";

/** What a pager does to its reader. */
export interface PagerHost {
  show(text: string): void;
  prompt(text: string): void;
  /** Takes the frame away; `byItself` at the last page, when a key that comes too late must not become a command. */
  leave(frame: InputFrame, byItself: boolean): void;
}

/** How far `/text` looks at a time, in pages: a search must not hold up the world. */
const searchedPages = 200;

/** Shows pages, one for each key (`commands.md` §11). Any other line leaves it, and is run as a command. */
export class PagerFrame implements InputFrame {
  readonly kind = "pager";
  readonly prompt = null;
  readonly secret = false;
  readonly cancelWord = "@abort";
  readonly takes = "line";
  readonly leavesCommands = true;
  readonly survivesUnpuppet = false;
  readonly timeout = null;
  readonly #pages: PageSource;
  readonly #host: PagerHost;
  readonly #exitOnLastPage: boolean;
  #at: number;
  #sought = "";
  /** The page from which the search goes on. */
  #searchFrom = 0;

  constructor(
    pages: PageSource,
    host: PagerHost,
    {
      startPage = 1,
      exitOnLastPage = false,
    }: { readonly startPage?: number; readonly exitOnLastPage?: boolean },
  ) {
    this.#pages = pages;
    this.#host = host;
    this.#exitOnLastPage = exitOnLastPage;
    this.#at = Math.max(0, Math.trunc(startPage) - 1);
  }

  /** Shows the first page; call it once the frame is in its place. */
  begin(): void {
    if (!this.#pages.has(this.#at)) this.#at = this.#last();
    this.#show();
  }

  uncovered(): void {
    this.#show();
  }

  onLine(line: string): FrameAnswer {
    const key = foldText(line.trim());
    if (words.pager.quit.includes(key)) return this.#leave("handled");
    if (key === "" || words.pager.next.includes(key)) return this.#go(this.#at + 1);
    if (words.pager.previous.includes(key)) return this.#go(this.#at - 1);
    if (words.pager.top.includes(key)) return this.#go(0);
    if (words.pager.end.includes(key)) return this.#go(this.#last());
    if (/^\d{1,7}$/u.test(key)) return this.#go(Number(key) - 1);
    if (key.startsWith("/")) return this.#search(line.trim().slice(1));
    return this.#leave("pass");
  }

  onEnd(_reason: FrameEnd): void {}

  #go(page: number): FrameAnswer {
    if (page < 0) return this.#say(words.pager.first());
    if (!this.#pages.has(page)) return this.#say(words.pager.noSuchPage(page + 1, this.#pages.count));
    this.#at = page;
    this.#show();
    return "handled";
  }

  #show(): void {
    this.#host.show(this.#pages.page(this.#at) ?? "");
    const isLast = this.#isLast;
    if (isLast && this.#exitOnLastPage) this.#host.leave(this, true);
    else this.#host.prompt(words.pager.status(this.#at + 1, this.#pages.count, isLast));
  }

  #say(text: string): FrameAnswer {
    this.#host.show(text);
    this.#host.prompt(words.pager.status(this.#at + 1, this.#pages.count, this.#isLast));
    return "handled";
  }

  /** The next page with some words; without words, the search before goes on. */
  #search(typed: string): FrameAnswer {
    const sought = typed === "" ? this.#sought : foldText(typed);
    if (sought === "") return this.#say(words.pager.searchWhat());
    const from = typed === "" ? Math.max(this.#searchFrom, this.#at + 1) : this.#at + 1;
    this.#sought = sought;
    for (let page = from; page < from + searchedPages; page++) {
      const text = this.#pages.page(page);
      if (text === null) return this.#say(words.pager.notFound());
      if (!foldText(stripMarkup(text)).includes(sought)) continue;
      this.#searchFrom = page + 1;
      return this.#go(page);
    }
    this.#searchFrom = from + searchedPages;
    return this.#say(words.pager.notFoundYet(from + 1, this.#searchFrom));
  }

  #last(): number {
    for (let page = this.#at; this.#pages.count === null; page++) this.#pages.has(page);
    return Math.max(0, this.#pages.count - 1);
  }

  get #isLast(): boolean {
    return !this.#pages.has(this.#at + 1);
  }

  #leave(answer: "handled" | "pass"): FrameAnswer {
    this.#host.leave(this, false);
    return answer;
  }
}
