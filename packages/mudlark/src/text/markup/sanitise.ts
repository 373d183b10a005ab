/**
 * Takes out of a text what could mean something to a terminal: control characters other than line feed and tab, and
 * carriage returns, which become line feeds or nothing (`protocols.md` §10.4).
 */
export function sanitise(text: string): string {
  if (!suspicious.test(text)) return text;
  return text.replaceAll(/\r\n/g, "\n").replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, "");
}

const suspicious = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/;
