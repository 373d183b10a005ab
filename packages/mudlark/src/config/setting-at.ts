/** The setting at a path such as `security.liveCode`; undefined when there is none. */
export function settingAt(config: object, path: string): unknown {
  let at: unknown = config;
  for (const name of path.split(".")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}
