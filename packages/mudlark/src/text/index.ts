/** `mudlark/text`: markup, layout and English, for games and tools. */
export { escapeMarkup, stripMarkup } from "./markup/plain-text.ts";
export { link } from "./markup/link-markup.ts";
export type { LinkChoice } from "./markup/link.ts";
export { crop } from "./layout/crop.ts";
export { displayWidth } from "./layout/display-width.ts";
export { form } from "./layout/form.ts";
export type { Form, FormTable, FormValues } from "./layout/form.ts";
export { joinList } from "./layout/join-list.ts";
export { pad } from "./layout/pad.ts";
export type { Alignment } from "./layout/pad.ts";
export { spokenTable } from "./layout/spoken-table.ts";
export { Table, table } from "./layout/table.ts";
export type { TableContent } from "./layout/table.ts";
export type {
  CellAlignment,
  CellOptions,
  ColumnOptions,
  HeaderOptions,
  TableOptions,
  VerticalAlignment,
} from "./layout/table-options.ts";
export type { TableBorder, TableLines } from "./layout/table-border.ts";
export { wrap } from "./layout/wrap.ts";
export { conjugate } from "./grammar/conjugate.ts";
export type { Person } from "./grammar/conjugate.ts";
export type { Gender } from "./grammar/gender.ts";
export { capitalise, sentence } from "./grammar/letter-case.ts";
export { numberWord } from "./grammar/number-word.ts";
export { numberedName } from "./grammar/numbered-name.ts";
export { pluralise } from "./grammar/pluralise.ts";
export { pronoun } from "./grammar/pronoun.ts";
export { withArticle } from "./grammar/with-article.ts";
export { escapeTemplate } from "./template/escape-template.ts";
export { Literal, lit } from "./template/literal.ts";
export { stripCalls } from "./template/strip-calls.ts";
