import { attr, Thing } from "mudlark";

/** What one lighting burns. */
const draught = 10;

/** Something that can be lit as long as there is oil in it. What is declared here is typed, checked and saved. */
export class Lantern extends Thing.with({
  fuel: attr.int({ default: 100, min: 0, max: 100 }),
  lit: attr.bool(),
  /** What the room sees when it is lit; "" for nothing. */
  glow: attr.text(),
}) {
  /** Would the next lighting be the last? */
  get isAlmostDry(): boolean {
    return this.fuel < draught;
  }

  ignite(): void {
    this.fuel = Math.max(0, this.fuel - draught);
    this.lit = true;
  }

  override getDisplayName(): string {
    return this.lit ? `burning ${this.key}` : this.key;
  }
}
