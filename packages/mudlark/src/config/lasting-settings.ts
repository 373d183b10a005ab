import { schema, type ResolvedConfig } from "./schema.ts";
import { isSetting, type SettingTree } from "./setting.ts";

/** Values by the path of their setting: `storage.url`. */
export type SettingValues = Readonly<Record<string, unknown>>;

/**
 * The settings that stay as they are until the game is stopped and started, whatever a reload reads in the meantime: a
 * world that came up with another database, say, would be another world.
 */
export function lastingSettings(config: ResolvedConfig): SettingValues {
  return Object.fromEntries(lasting(schema, config, ""));
}

function lasting(tree: SettingTree, values: object, prefix: string): [path: string, value: unknown][] {
  return Object.entries(tree).flatMap(([name, node]) => {
    const value = (values as Readonly<Record<string, unknown>>)[name];
    const path = `${prefix}${name}`;
    if (!isSetting(node)) return lasting(node, value as object, `${path}.`);
    return node.applies === "restart" ? [[path, value]] : [];
  });
}
