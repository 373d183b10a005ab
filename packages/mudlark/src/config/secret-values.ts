/** Names of variables whose values nobody should read. */
const secretName = /pass|secret|token|credential|api_?key|private/iu;

/** Shorter values are words that stand in many places for other reasons. */
const shortest = 6;

/** The values of an environment that must never be shown: passwords, tokens, and those inside of addresses. */
export function secretValues(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const found = Object.entries(environment).flatMap(([name, value = ""]) => {
    const inAddress = /^\w[\w+.-]*:\/\/[^\s/@:]*:([^\s/]*)@/u.exec(value)?.[1];
    return [...(secretName.test(name) ? [value] : []), ...(inAddress === undefined ? [] : [inAddress])];
  });
  return [...new Set(found)].filter((value) => value.length >= shortest).sort((a, b) => b.length - a.length);
}

/** What is left of a text for those who may read it: without these values, and without hashes of passwords. */
export function withoutSecretValues(text: string, values: readonly string[]): string {
  const hidden = values.reduce((rest, value) => rest.replaceAll(value, "[secret]"), text);
  return hidden
    .replaceAll(/\$argon2\w*\$[^\s'"`]+/gu, "[secret]")
    .replaceAll(/(\w[\w+.-]*:\/\/[^\s/@:'"]*):[^\s/'"]*@/gu, "$1:[secret]@");
}
