import MarkdownIt, { type Token } from "markdown-it";
import { escapeMarkup } from "../../text/markup/plain-text.ts";

const markdown = new MarkdownIt({ html: false, linkify: false });

/**
 * Markdown as Mudlark's own markup, for terminals and screen readers. Whatever looks like markup in it is shown as it
 * is written, and HTML too.
 *
 * @example
 * markdownToMarkup("**Light** a `lantern`.") // "|wLight|n a |wlantern|n."
 */
export function markdownToMarkup(source: string): string {
  const writer = new MarkupWriter();
  for (const token of markdown.parse(source, {})) writer.block(token);
  return writer.text;
}

/** What begins and ends a style inside of a line. */
const styles: Readonly<Record<string, string>> = {
  strong_open: "|w",
  strong_close: "|n",
  em_open: "|i",
  em_close: "|I",
  s_open: "|s",
  s_close: "|S",
};

class MarkupWriter {
  readonly #blocks: string[] = [];
  /** For each list around: the next number, or null where there are bullets. */
  readonly #lists: (number | null)[] = [];
  /** What stands before the next block of an item: its bullet or number. */
  #mark = "";
  #isHeading = false;
  #isTight = false;
  #cells: string[] | null = null;

  get text(): string {
    return this.#blocks.join("").trimEnd();
  }

  block(token: Token): void {
    switch (token.type) {
      case "heading_open":
        this.#isHeading = true;
        return;
      case "heading_close":
        this.#isHeading = false;
        return;
      case "inline":
        return this.#line(token);
      case "fence":
      case "code_block":
        return this.#add(indent(escapeMarkup(token.content.trimEnd()), "    "));
      case "hr":
        return this.#add("");
      case "bullet_list_open":
        this.#lists.push(null);
        return;
      case "ordered_list_open":
        this.#lists.push(Number(token.attrGet("start") ?? 1));
        return;
      case "bullet_list_close":
      case "ordered_list_close":
        this.#lists.pop();
        if (this.#lists.length === 0) this.#endList();
        return;
      case "list_item_open":
        this.#mark = this.#nextMark();
        return;
      case "paragraph_open":
        this.#isTight = token.hidden;
        return;
      case "tr_open":
        this.#cells = [];
        return;
      case "tr_close":
        this.#blocks.push(`${this.#cells?.join("  ") ?? ""}\n`);
        this.#cells = null;
        return;
      case "table_close":
        return this.#endList();
      default:
        return;
    }
  }

  #line(token: Token): void {
    const text = (token.children ?? []).map(inline).join("");
    if (this.#cells !== null) return void this.#cells.push(text);
    return this.#add(this.#isHeading ? `|w${text}|n` : text);
  }

  #add(text: string): void {
    const depth = this.#lists.length;
    const margin = "  ".repeat(Math.max(0, depth - 1));
    const lines = depth === 0 ? text : `${margin}${this.#mark}${indent(text, `${margin}  `).trimStart()}`;
    this.#mark = depth === 0 ? "" : "  ";
    this.#blocks.push(depth > 0 && this.#isTight ? `${lines}\n` : `${lines}\n\n`);
  }

  #endList(): void {
    const last = this.#blocks.length - 1;
    const block = this.#blocks[last];
    if (block !== undefined) this.#blocks[last] = `${block.trimEnd()}\n\n`;
  }

  #nextMark(): string {
    const number = this.#lists.at(-1) ?? null;
    if (number === null) return "- ";
    this.#lists[this.#lists.length - 1] = number + 1;
    return `${number}. `;
  }
}

function inline(token: Token): string {
  switch (token.type) {
    case "text":
      return escapeMarkup(token.content);
    case "code_inline":
      return `|w${escapeMarkup(token.content)}|n`;
    case "softbreak":
      return " ";
    case "hardbreak":
      return "\n";
    case "link_close":
      return "";
    case "image":
      return escapeMarkup(token.content);
    default:
      return styles[token.type] ?? "";
  }
}

function indent(text: string, margin: string): string {
  return text
    .split("\n")
    .map((line) => margin + line)
    .join("\n");
}
