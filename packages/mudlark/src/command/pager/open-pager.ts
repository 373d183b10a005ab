import { justify } from "../../text/layout/justify.ts";
import type { Message } from "../../model/message.ts";
import type { InputSource } from "../input-source.ts";
import { words } from "../words.ts";
import { LateKeyFrame } from "./late-key-frame.ts";
import type { PageContent, PagedRows, PagedText, PageOptions } from "./page-options.ts";
import type { PageSource } from "./page-source.ts";
import { PagerFrame } from "./pager-frame.ts";
import { RowPages, StreamPages } from "./row-pages.ts";
import { TextPages } from "./text-pages.ts";

/** Lines of the client that are not for the page: the status, and room around it. */
const linesBesides = 4;
const lowestPage = 4;
/** Rows that somebody without a pager gets at once. */
const mostRowsAtOnce = 1000;

export interface Reader {
  /** Where it is paged; null for somebody who is not at a keyboard. */
  readonly session: InputSource | null;
  /** Says what needs no pager. */
  readonly say: (message: string | Partial<Message>) => void;
  /** Runs a line for the reader. */
  readonly run: (line: string) => void;
}

/** Shows something page by page, or at once when that is enough (`commands.md` §11). */
export function openPager(reader: Reader, content: PageContent, options: PageOptions = {}): void {
  const { session } = reader;
  const mayPage = session !== null && (options.alwaysPage === true || !session.isScreenReader);
  if (!mayPage) return reader.say(wholeOf(content, options));
  const pages = pagesOf(content, session, options);
  const isShort = !pages.has(1);
  if (isShort && options.alwaysPage !== true) {
    reader.say(isText(content) ? wholeOf(content, options) : (pages.page(0) ?? ""));
    return runExit(reader, options);
  }
  const frame = new PagerFrame(
    pages,
    {
      show: (text) => session.msg(text),
      prompt: (text) => session.msg({ text, prompt: true }),
      leave(left, byItself) {
        session.frames.remove(left);
        if (byItself) session.frames.push(new LateKeyFrame((late) => session.frames.remove(late)));
        runExit(reader, options);
      },
    },
    options,
  );
  session.frames.push(frame);
  frame.begin();
}

function pagesOf(content: PageContent, { size }: InputSource, options: PageOptions): PageSource {
  const page = { width: size.width, height: Math.max(lowestPage, size.height - linesBesides) };
  const header = options.header ?? null;
  if (isText(content)) {
    const { text, heading } = textOf(content);
    const laid =
      options.justify === undefined ? text : justify(text, Math.max(2, page.width), options.justify);
    const above = [header, heading ?? null].filter((part) => part !== null).join("\n");
    return new TextPages(laid, page, above);
  }
  if (isRows(content)) return new RowPages(content, page.height, header);
  return new StreamPages(content, page.height, header);
}

function wholeOf(content: PageContent, { header }: PageOptions): string | Partial<Message> {
  const above = header === undefined ? "" : `${header}\n`;
  if (isText(content)) {
    const { text, heading = "", alt } = textOf(content);
    const whole = above + (heading === "" ? "" : `${heading}\n`) + text.replaceAll("\f", "\n");
    return alt === undefined ? whole : { text: whole, options: { alt: above + alt } };
  }
  const rows = isRows(content) ? firstRows(content) : firstOf(content);
  return above + rows.join("\n");
}

function firstRows(paged: PagedRows): readonly string[] {
  const rows = Array.from({ length: Math.min(paged.count, mostRowsAtOnce) }, (_, index) => paged.row(index));
  const left = paged.count - rows.length;
  return left > 0 ? [...rows, words.pager.rowsLeft(left)] : rows;
}

function firstOf(content: Iterable<string>): readonly string[] {
  const rows: string[] = [];
  for (const row of content) {
    if (rows.length === mostRowsAtOnce) return [...rows, words.pager.moreRows()];
    rows.push(row);
  }
  return rows;
}

function runExit(reader: Reader, { exitCmd }: PageOptions): void {
  if (exitCmd !== undefined) reader.run(exitCmd);
}

function isText(content: PageContent): content is string | PagedText {
  return typeof content === "string" || "text" in content;
}

function isRows(content: PagedRows | Iterable<string>): content is PagedRows {
  return "row" in content;
}

function textOf(content: string | PagedText): PagedText {
  return typeof content === "string" ? { text: content } : content;
}
