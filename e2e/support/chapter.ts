/** What a chapter of the manual shows: a file of a game, or lines of a player with words of the answers. */
export type Example =
  | { readonly kind: "file"; readonly name: string; readonly text: string }
  | { readonly kind: "talk"; readonly exchanges: readonly Exchange[] };

export interface Exchange {
  readonly typed: string;
  /** Words that must come, in this order. */
  readonly heard: readonly string[];
}

/**
 * Reads the examples of a chapter, in order: blocks of `ts`, whose first line says `// docs: file` and the file's
 * name, and blocks of `text`, where what is typed stands behind `> `.
 *
 * @throws Error when a block of code does not say which file it is, for then nobody would try it
 */
export function examplesOf(markdown: string): readonly Example[] {
  return [...markdown.matchAll(/^```(ts|text)\n(.*?)^```$/gms)].map(([, language, body = ""]) =>
    language === "ts" ? fileIn(body) : { kind: "talk", exchanges: exchangesIn(body) },
  );
}

function fileIn(body: string): Example {
  const [, name, text] = /^\/\/ docs: file (\S+)\n(.*)$/s.exec(body) ?? [];
  if (name === undefined || text === undefined) throw new Error(`which file is this?\n${body}`);
  return { kind: "file", name, text };
}

function exchangesIn(body: string): readonly Exchange[] {
  return body
    .split(/^> /m)
    .slice(1)
    .map((part) => {
      const [typed = "", ...heard] = part.trimEnd().split("\n");
      return { typed, heard };
    });
}
