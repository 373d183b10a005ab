/**
 * What a chapter of the manual shows: a file of a game, lines of a player, or commands of an operator, with words of the
 * answers.
 */
export type Example =
  | { readonly kind: "file"; readonly name: string; readonly text: string }
  | { readonly kind: "talk"; readonly exchanges: readonly Exchange[] }
  | { readonly kind: "verbs"; readonly exchanges: readonly Exchange[] };

export interface Exchange {
  readonly typed: string;
  /** Words that must come, in this order. */
  readonly heard: readonly string[];
}

/**
 * Reads the examples of a chapter, in order: blocks of `ts` or `batch`, whose first line says `// docs: file` or
 * `# docs: file` and the file's name; blocks of `text`, where what is typed stands behind `> `; and blocks of `console`, with commands behind `$ `.
 *
 * @throws Error when a block of code does not say which file it is, for then nobody would try it
 */
export function examplesOf(markdown: string): readonly Example[] {
  return [...markdown.matchAll(/^```(ts|batch|text|console)\n(.*?)^```$/gms)].map(
    ([, language, body = ""]) => {
      if (language === "ts" || language === "batch") return fileIn(body);
      if (language === "text") return { kind: "talk", exchanges: exchangesIn(body, /^> /m) };
      return { kind: "verbs", exchanges: exchangesIn(body, /^\$ npx mudlark /m) };
    },
  );
}

function fileIn(body: string): Example {
  const [, name, text] = /^(?:\/\/|#) docs: file (\S+)\n(.*)$/s.exec(body) ?? [];
  if (name === undefined || text === undefined) throw new Error(`which file is this?\n${body}`);
  return { kind: "file", name, text };
}

function exchangesIn(body: string, prompt: RegExp): readonly Exchange[] {
  return body
    .split(prompt)
    .slice(1)
    .map((part) => {
      const [typed = "", ...heard] = part.trimEnd().split("\n");
      return { typed, heard };
    });
}
