import type { Timer } from "../../base/clock.ts";
import { foldText } from "../../base/fold-text.ts";
import type { FrameAnswer, FrameEnd, InputFrame } from "./input-frame.ts";

/** What a stack of frames needs of its session. */
export interface FrameHost {
  /** Records how to undo a change of the stack; throws outside of a turn. */
  undoWith(undo: () => void): void;
  /** Runs something as a turn of the session, that many seconds from now. */
  later(seconds: number, label: string, work: () => void): Timer;
  showPrompt(prompt: string): void;
  /** Another frame is on top, or none. */
  topChanged(top: InputFrame | null): void;
  /** Switches the client's display of what is typed. */
  setEcho(isOn: boolean): void;
}

interface Slot {
  readonly frame: InputFrame;
  timer: Timer | null;
}

/** The frames of one session; the one on top gets each line. */
export class FrameStack {
  readonly #host: FrameHost;
  #slots: readonly Slot[] = [];

  constructor(host: FrameHost) {
    this.#host = host;
  }

  get top(): InputFrame | null {
    return this.#slots.at(-1)?.frame ?? null;
  }

  /** From the bottom to the top. */
  get all(): readonly InputFrame[] {
    return this.#slots.map(({ frame }) => frame);
  }

  /** Puts a frame on top and shows its prompt. */
  push(frame: InputFrame): void {
    const slot: Slot = { frame, timer: null };
    this.#change([...this.#slots, slot]);
    this.#arm(slot);
    this.#host.undoWith(() => slot.timer?.cancel());
  }

  /** Takes a frame away without telling it; nothing happens when it is not there. */
  remove(frame: InputFrame): void {
    const slot = this.#slots.find((each) => each.frame === frame);
    if (slot !== undefined) this.#drop([slot]);
  }

  /** Gives a line to the frame on top; `pass` when there is none or it does not want the line. */
  receive(line: string): Exclude<FrameAnswer, "close"> {
    const slot = this.#slots.at(-1);
    if (slot === undefined) return "pass";
    const { frame } = slot;
    if (foldText(line.trim()) === foldText(frame.cancelWord)) {
      this.#endSlots([slot], "cancelled");
      return "handled";
    }
    const answer = frame.onLine(line);
    if (answer === "close") this.remove(frame);
    return answer === "pass" ? "pass" : "handled";
  }

  /** Ends frames, the upper one first. Default: all of them. */
  end(reason: FrameEnd, which: (frame: InputFrame) => boolean = () => true): void {
    this.#endSlots(
      this.#slots.filter(({ frame }) => which(frame)),
      reason,
    );
  }

  #endSlots(slots: readonly Slot[], reason: FrameEnd): void {
    if (slots.length === 0) return;
    this.#drop(slots);
    for (const { frame } of slots.toReversed()) frame.onEnd(reason);
  }

  #drop(slots: readonly Slot[]): void {
    this.#change(this.#slots.filter((slot) => !slots.includes(slot)));
    for (const slot of slots) {
      slot.timer?.cancel();
      this.#host.undoWith(() => this.#arm(slot));
    }
  }

  #change(next: readonly Slot[]): void {
    const before = this.#slots;
    const [formerTop, top] = [before.at(-1)?.frame ?? null, next.at(-1)?.frame ?? null];
    this.#host.undoWith(() => {
      this.#slots = before;
    });
    this.#slots = next;
    if (formerTop === top) return;
    this.#host.topChanged(top);
    if ((formerTop?.secret ?? false) !== (top?.secret ?? false)) this.#host.setEcho(!(top?.secret ?? false));
    if (top?.prompt !== null && top?.prompt !== undefined) this.#host.showPrompt(top.prompt);
  }

  #arm(slot: Slot): void {
    if (slot.frame.timeout === null) return;
    slot.timer = this.#host.later(slot.frame.timeout, slot.frame.kind, () => {
      if (this.#slots.includes(slot)) this.#endSlots([slot], "timeout");
    });
  }
}
