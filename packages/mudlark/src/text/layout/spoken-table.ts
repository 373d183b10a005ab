/**
 * The rows of a table as sentences, for those who hear it: each cell follows the heading of its column. Cells with
 * nothing in them are not mentioned.
 *
 * @example
 * spokenTable(["Name", "Where"], [["Ann", "hall"]]) // "Name: Ann; Where: hall"
 */
export function spokenTable(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.map((row) => spokenRow(headers, row)).join("\n");
}

function spokenRow(headers: readonly string[], row: readonly string[]): string {
  return row
    .map((cell, column) => ({ heading: headers[column] ?? "", words: cell.replaceAll(/\s+/g, " ").trim() }))
    .filter(({ words }) => words !== "")
    .map(({ heading, words }) => (heading === "" ? words : `${heading}: ${words}`))
    .join("; ");
}
