import type { Timer } from "../../base/clock.ts";
import { foldText } from "../../base/fold-text.ts";
import type { KeptFrame } from "../../link/session-state.ts";
import type { FrameEnd, InputFrame } from "./input-frame.ts";

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
  /** Keeps what is needed to make frames again, from the bottom to the top, where it outlives the world. */
  keep(frames: readonly KeptFrame[]): void;
}

interface Slot {
  readonly frame: InputFrame;
  timer: Timer | null;
}

/** The frames of one session; the one on top gets each line. */
export class FrameStack {
  readonly #host: FrameHost;
  #slots: readonly Slot[] = [];
  /** What the host keeps, as JSON. */
  #kept = "[]";

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
    if (slot === undefined) return;
    const wasTop = this.top === frame;
    this.#drop([slot]);
    if (wasTop) this.top?.uncovered?.();
  }

  /**
   * Gives a line to the frame on top; `pass` when there is none or it does not want the line. A promise is of a frame
   * that took it and is still at work.
   */
  receive(line: string): "handled" | "pass" | Promise<void> {
    const slot = this.#slots.at(-1);
    if (slot === undefined) return "pass";
    const { frame } = slot;
    if (foldText(line.trim()) === foldText(frame.cancelWord)) {
      this.#endSlots([slot], "cancelled");
      return "handled";
    }
    const answer = frame.onLine(line);
    if (typeof answer !== "string") return answer;
    if (answer === "close") this.remove(frame);
    if (answer !== "pass") return "handled";
    return this.#slots.includes(slot) ? "pass" : this.receive(line);
  }

  /** A frame is no longer what it was; what is kept of it follows. */
  keep(): void {
    const kept = this.#slots.flatMap(({ frame }) => frame.kept?.() ?? []);
    const text = JSON.stringify(kept);
    const before = this.#kept;
    if (text === before) return;
    this.#host.undoWith(() => {
      this.#kept = before;
    });
    this.#kept = text;
    this.#host.keep(kept);
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
    const hadTop = slots.some(({ frame }) => frame === this.top);
    this.#drop(slots);
    for (const { frame } of slots.toReversed()) frame.onEnd(reason);
    // Before a reload, nobody gets to answer what would be shown here.
    if (hadTop && reason !== "reload") this.top?.uncovered?.();
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
    this.keep();
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
