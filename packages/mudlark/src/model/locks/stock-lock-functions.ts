import { attr, attrCompared, locattr, objattr, objlocattr } from "./functions/attribute.ts";
import { always, never } from "./functions/constants.ts";
import { id, pid, self } from "./functions/identity.ts";
import { perm, permAbove, pperm, ppermAbove } from "./functions/permission.ts";
import { holds, inside, insideRec } from "./functions/place.ts";
import { objloctag, objtag, tag } from "./functions/tag.ts";
import { hasAccount, isOutOfCharacter, serverSetting } from "./functions/world.ts";
import type { LockFunction } from "./lock-function.ts";

/** The lock functions of every world (`world.md` §7.2); folders that know more register theirs beside them. */
export const stockLockFunctions: readonly (readonly [name: string, lockFunction: LockFunction])[] = [
  ["true", always],
  ["all", always],
  ["false", never],
  ["none", never],
  ["superuser", never],
  ["self", self],
  ["perm", perm],
  ["perm_above", permAbove],
  ["pperm", pperm],
  ["pperm_above", ppermAbove],
  ["id", id],
  ["dbref", id],
  ["pid", pid],
  ["pdbref", pid],
  ["attr", attr],
  ["attr_eq", attrCompared("eq")],
  ["attr_ne", attrCompared("ne")],
  ["attr_gt", attrCompared("gt")],
  ["attr_ge", attrCompared("ge")],
  ["attr_lt", attrCompared("lt")],
  ["attr_le", attrCompared("le")],
  ["objattr", objattr],
  ["locattr", locattr],
  ["objlocattr", objlocattr],
  ["tag", tag],
  ["objtag", objtag],
  ["objloctag", objloctag],
  ["inside", inside],
  ["inside_rec", insideRec],
  ["holds", holds],
  ["has_account", hasAccount],
  ["is_ooc", isOutOfCharacter],
  ["serversetting", serverSetting],
];
