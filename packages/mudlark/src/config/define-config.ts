import type { GameConfig } from "./schema.ts";
import type { Mode } from "./setting.ts";

/** What a configuration function gets to look at. */
export interface ConfigContext {
  /** `development` for `mudlark dev`, `production` for `run` and `start`, unless `MUDLARK_ENV` says otherwise. */
  readonly mode: Mode;
}

export type ConfigSource = GameConfig | ((context: ConfigContext) => GameConfig);

/**
 * Says what a game's configuration is; the default export of `mudlark.config.ts`. Only what differs from the
 * defaults needs a mention. Checked at start and before each reload; every mistake is reported at once.
 *
 * @example
 * export default defineConfig({
 *   game: { name: "The Drowned Quay" },
 *   accounts: { sessionMode: 2 },
 * });
 */
export function defineConfig<const C extends ConfigSource>(config: C): C {
  return config;
}
