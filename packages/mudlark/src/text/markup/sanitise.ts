/**
 * Takes out of a text what could mean something to a terminal: control characters other than line feed and tab, and
 * carriage returns (`protocols.md` §10.4). Halves of surrogate pairs, which no encoding can send, become U+FFFD.
 */
export function sanitise(text: string): string {
  const clean = controls.test(text) ? text.replaceAll(allControls, "") : text;
  return clean.isWellFormed() ? clean : clean.toWellFormed();
}

const controls = /[\0-\x08\x0B-\x1F\x7F-\x9F]/;
const allControls = /[\0-\x08\x0B-\x1F\x7F-\x9F]/g;
