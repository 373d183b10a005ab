import { WorldObject } from "../../api.ts";

/** A place. It is nowhere itself. */
export class Room extends WorldObject {
  static readonly classId: string = "mudlark.Room";
  static override readonly contentType: string = "room";

  override get defaultLocks(): string {
    return `${super.defaultLocks};get:false();puppet:false();teleport:false();teleport_here:true()`;
  }

  override basetypeSetup(): void {
    super.basetypeSetup();
    this.location = null;
  }

  override get defaultDesc(): string {
    return "This is a room that nobody has described yet.";
  }
}
