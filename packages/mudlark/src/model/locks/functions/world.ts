import { compareWithText } from "../compare-value.ts";
import type { LockFunction } from "../lock-function.ts";

/** `has_account()`: does a live session play the object? */
export const hasAccount: LockFunction =
  () =>
  (accessor, _accessed, { world }) =>
    accessor.kind === "object" && world.isOnline(accessor);

/** `serversetting(name)`, `serversetting(name, value)`: is it set to that, or to true? */
export const serverSetting: LockFunction =
  ({ list: [name = "", value = "true"] }) =>
  (_accessor, _accessed, { world }) => {
    const setting = world.setting(name);
    return setting !== undefined && compareWithText(setting, value, "eq");
  };
