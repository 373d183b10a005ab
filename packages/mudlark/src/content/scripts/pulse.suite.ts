import { attr } from "../../model/attributes/declared/attr.ts";
import { Script, type ScriptStart } from "./script.ts";

/** Writes down what happens to it. */
export class Pulse extends Script.with({ beats: attr.int({ default: 0 }) }) {
  static override readonly classId: string = "test/Pulse";

  get diary(): string[] {
    return (this.ndb["diary"] ??= []) as string[];
  }

  override atStart({ reason }: ScriptStart): void {
    this.diary.push(`start ${reason}`);
  }

  override atRepeat(): void {
    this.beats += 1;
    this.diary.push("tick");
  }

  override atPause({ manual }: { readonly manual: boolean }): void {
    this.diary.push(manual ? "pause" : "rest");
  }

  override atStop(): void {
    this.diary.push("stop");
  }
}

/** Changes nothing that is stored. */
export class Quiet extends Script {
  static override readonly classId = "test/Quiet";
  ticks = 0;

  override atRepeat(): void {
    this.ticks += 1;
  }
}
