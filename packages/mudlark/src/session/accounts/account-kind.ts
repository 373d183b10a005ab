import {
  applyAttributes,
  applyMarks,
  createDeclaredAttributes,
  type CreateOptions,
} from "../../model/entity/create-options.ts";
import type { EntityKind } from "../../model/entity/entity-kind.ts";
import { Account } from "./account.ts";

/** What every account is locked with at first (`world.md` §7.4). */
const defaultLocks = [
  "examine:perm(Admin)",
  "edit:perm(Admin)",
  "delete:perm(Admin)",
  "boot:perm(Admin)",
  "msg:all()",
  "noidletimeout:perm(Builder) or perm(noidletimeout)",
];

/** Accounts as a kind of entity. */
export const accountKind: EntityKind<Account> = {
  name: "account",
  base: Account,
  startHooks,
  firstSave(account: Account, options: CreateOptions): void {
    startHooks(account);
    if (options.key !== undefined) account.key = options.key;
    applyMarks(account, options);
    applyAttributes(account, options);
    account.basetypePosthookSetup();
  },
};

function startHooks(account: Account): void {
  account.locks.add(defaultLocks, { overwrite: true });
  account.basetypeSetup();
  account.atAccountCreation();
  createDeclaredAttributes(account);
}
