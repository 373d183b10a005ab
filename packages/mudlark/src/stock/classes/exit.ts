import { WorldObject } from "../../api.ts";

/** A way from one place to another. Its name, typed alone, walks through it. */
export class Exit extends WorldObject {
  static readonly classId: string = "mudlark.Exit";
  static override readonly contentType: string = "exit";

  override get defaultLocks(): string {
    return `${super.defaultLocks};puppet:false();traverse:all();get:false();teleport:false();teleport_here:false()`;
  }

  /** One that leads nowhere leads back to where it is. */
  override basetypePosthookSetup(): void {
    super.basetypePosthookSetup();
    if (this.destination === null) this.destination = this.location;
  }

  override get defaultDesc(): string {
    return "This is an exit.";
  }
}
