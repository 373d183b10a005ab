export { defineConfig } from "./define-config.ts";
export type { ConfigContext, ConfigSource } from "./define-config.ts";
export type { GameConfig, ResolvedConfig } from "./schema.ts";
export type { Mode } from "./setting.ts";
