import { permissionTest } from "../../permissions/permission-test.ts";
import type { LockFunction } from "../lock-function.ts";
import { accountBehind } from "./identity.ts";

/** `perm(Builder)`: that permission, or a higher one of the hierarchy. */
export const perm: LockFunction = permissionFunction({ above: false, accountOnly: false });
/** `perm_above(Builder)`: a higher one only. */
export const permAbove: LockFunction = permissionFunction({ above: true, accountOnly: false });
/** `pperm(Builder)`: the account is asked, whatever it plays. */
export const pperm: LockFunction = permissionFunction({ above: false, accountOnly: true });
/** `pperm_above(Builder)` */
export const ppermAbove: LockFunction = permissionFunction({ above: true, accountOnly: true });

function permissionFunction({ above, accountOnly }: { above: boolean; accountOnly: boolean }): LockFunction {
  return ({ list: [permission = ""] }, { hierarchy }) => {
    const test = permissionTest(permission, hierarchy, above);
    return (accessor, _accessed, { world, session }) => {
      const subject = accountOnly ? accountBehind(accessor, world) : accessor;
      return subject !== null && test(subject, session, world);
    };
  };
}
