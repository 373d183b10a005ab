import type { Entity } from "../../model/entity/entity.ts";
import { displayWidth } from "../../text/layout/display-width.ts";
import { spokenTable } from "../../text/layout/spoken-table.ts";
import { tableBorders } from "../../text/layout/table-border.ts";
import type { TableOptions } from "../../text/layout/table-options.ts";
import { tableParts } from "../../text/layout/table.ts";
import { escapeMarkup } from "../../text/markup/plain-text.ts";
import type { PagedText } from "../pager/page-options.ts";

const colours = {
  none: "",
  black: "|x",
  red: "|r",
  green: "|g",
  yellow: "|y",
  blue: "|b",
  magenta: "|m",
  cyan: "|c",
  white: "|w",
} as const;

const colourNames = Object.keys(colours) as readonly (keyof typeof colours)[];

interface StyleOption<Value extends string = string> {
  readonly help: string;
  readonly usual: Value;
  /** What it can be; null is any one letter. */
  readonly choices: readonly Value[] | null;
}

/** How an account may let tables and headings look (`commands.md` §8.2, `style`). */
export const styleOptions = {
  tableBorder: { help: "the lines of tables", usual: "none", choices: tableBorders },
  tableLineColour: { help: "the colour of these lines", usual: "none", choices: colourNames },
  tableHeadingColour: {
    help: "the colour of what stands above columns",
    usual: "none",
    choices: colourNames,
  },
  titleColour: { help: "the colour of titles", usual: "white", choices: colourNames },
  lineColour: { help: "the colour of the lines beside titles", usual: "none", choices: colourNames },
  headerFill: { help: "the letter of lines above a text", usual: "=", choices: null },
  separatorFill: { help: "the letter of lines within a text", usual: "-", choices: null },
  footerFill: { help: "the letter of lines below a text", usual: "=", choices: null },
} as const satisfies Readonly<Record<string, StyleOption>>;

type StyleName = keyof typeof styleOptions;

/** The value of each option. */
export type DisplayStyle = {
  readonly [Name in StyleName]: (typeof styleOptions)[Name] extends {
    readonly choices: readonly (infer Value)[];
  }
    ? Value
    : string;
};

const place = { key: "style", category: "mudlark" } as const;

/** How somebody wants it; what nobody has said is as usual. */
export function styleOf(account: Entity | null): DisplayStyle {
  const kept = keptBy(account);
  const entries = Object.entries<StyleOption>(styleOptions).map(([name, option]) => {
    const value = kept[name];
    return [name, typeof value === "string" && mayBe(option, value) ? value : option.usual] as const;
  });
  return Object.fromEntries(entries) as DisplayStyle;
}

/**
 * Keeps one option for an account; null takes it back to what is usual.
 *
 * @returns is it a value that the option can have?
 */
export function setStyle(account: Entity, name: StyleName, value: string | null): boolean {
  if (value !== null && !mayBe(styleOptions[name], value)) return false;
  const { [name]: _gone, ...others } = keptBy(account);
  const kept = value === null ? others : { ...others, [name]: value };
  if (Object.keys(kept).length === 0) account.attributes.remove(place.key, place);
  else account.attributes.add(place.key, kept, place);
  return true;
}

function mayBe({ choices }: StyleOption, value: string): boolean {
  return choices === null ? displayWidth(escapeMarkup(value)) === 1 : choices.includes(value);
}

function keptBy(account: Entity | null): Readonly<Record<string, unknown>> {
  const kept: unknown = account?.attributes.get(place.key, place);
  return typeof kept === "object" && kept !== null ? { ...kept } : {};
}

export interface StyledTableOptions extends TableOptions {
  /** Stands below the table. */
  readonly below?: string;
}

/** A table as somebody wants to see it, and as it is read aloud. */
export function styledTable(
  { tableBorder, tableLineColour, tableHeadingColour }: DisplayStyle,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  { below, ...options }: StyledTableOptions,
): PagedText {
  const { heading, body } = tableParts(headings, rows, {
    border: tableBorder,
    lineColour: colours[tableLineColour],
    headingColour: colours[tableHeadingColour],
    ...options,
  });
  const last = below === undefined ? [] : [below];
  return {
    heading: heading.join("\n"),
    text: [...body, ...last].join("\n"),
    alt: [spokenTable(headings, rows), ...last].join("\n"),
  };
}

/** A line across the screen with a title in its middle; only the title, for those who hear it. */
export function styledLine(style: DisplayStyle, fill: string, title: string, width: number): PagedText {
  const line = (length: number): string => {
    const signs = escapeMarkup(fill).repeat(Math.max(0, length));
    return signs === "" ? "" : painted(signs, colours[style.lineColour]);
  };
  if (title === "") return { text: line(width), alt: "" };
  const room = width - displayWidth(title) - 2;
  const left = Math.floor(room / 2);
  const parts = [line(left), painted(title, colours[style.titleColour]), line(room - left)];
  return { text: parts.filter((part) => part !== "").join(" "), alt: title };
}

function painted(text: string, code: string): string {
  return code === "" ? text : `${code}${text}|n`;
}
