import type { z } from "zod";

/** When a change of a setting shows: at a reload, at a restart of everything, or only on things made afterwards. */
export type Applies = "reload" | "restart" | "new";

/** What a default may look at. */
export interface DefaultContext {
  /** Name of the game's folder. */
  readonly directoryName: string;
  readonly mode: Mode;
  /** The effective value of another setting that has a fixed default, by its path. */
  get(path: string): unknown;
}

export type Mode = "development" | "test" | "production";

/** One setting: what it may be, what it is when nobody says, and when a change applies. */
export interface Setting<T> {
  readonly kind: "setting";
  readonly schema: z.ZodType<T>;
  readonly fallback: T | ((context: DefaultContext) => T);
  readonly applies: Applies;
}

export interface SettingTree {
  readonly [name: string]: Setting<unknown> | SettingTree;
}

export function setting<T>(
  schema: z.ZodType<T>,
  fallback: NoInfer<T> | ((context: DefaultContext) => NoInfer<T>),
  applies: Applies = "reload",
): Setting<T> {
  return { kind: "setting", schema, fallback, applies };
}

export function isSetting(node: Setting<unknown> | SettingTree): node is Setting<unknown> {
  return node.kind === "setting";
}

/** The value that a tree of settings resolves to. */
export type Resolved<T> = {
  readonly [K in keyof T]: T[K] extends Setting<infer V> ? V : Resolved<T[K]>;
};

/** What a configuration file may say about a tree of settings: any part of it. */
export type Given<T> = {
  readonly [K in keyof T]?: T[K] extends Setting<infer V> ? V : Given<T[K]>;
};
