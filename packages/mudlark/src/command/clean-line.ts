// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const controls = /[\0-\x08\x0a-\x1f\x7f-\x9f]/u;
const allControls = new RegExp(controls.source, "gu");

/** The line without control characters; tabs stay (`commands.md` §1 step 2). */
export function cleanLine(line: string): string {
  return controls.test(line) ? line.replace(allControls, "") : line;
}
