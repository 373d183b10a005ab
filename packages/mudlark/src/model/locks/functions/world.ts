import { compareWithText } from "../compare-value.ts";
import type { LockFunction } from "../lock-function.ts";
import { unwrapSubject } from "../lock-subject.ts";
import { accountBehind } from "./identity.ts";

/** `has_account()`: does a live session play the object? */
export const hasAccount: LockFunction =
  () =>
  (accessor, _accessed, { world }) =>
    accessor.kind === "object" && world.isOnline(accessor);

/** `is_ooc()`: does the account behind the thing play nothing, in the acting session if that is one of its own? */
export const isOutOfCharacter: LockFunction =
  () =>
  (_accessor, accessed, { world, session }) => {
    const account = accountBehind(unwrapSubject(accessed), world);
    return account === null || world.puppetOf(account, session) === null;
  };

/** `serversetting(name)`, `serversetting(name, value)`: is it set to that, or to true? */
export const serverSetting: LockFunction =
  ({ list: [name = "", value = "true"] }) =>
  (_accessor, _accessed, { world }) => {
    const setting = world.setting(name);
    return setting !== undefined && compareWithText(setting, value, "eq");
  };
