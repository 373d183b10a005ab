import { foldText } from "../../base/fold-text.ts";
import type { FrameAnswer, InputFrame } from "../frames/input-frame.ts";
import { words } from "../words.ts";

/**
 * Stands where a pager was that has left by itself: a key that its reader pressed just too late is not taken for a
 * command (`commands.md` §11). Every other line goes to the commands.
 */
export class LateKeyFrame implements InputFrame {
  readonly kind = "pager";
  readonly prompt = null;
  readonly secret = false;
  readonly cancelWord = "@abort";
  readonly takes = "line";
  readonly leavesCommands = true;
  readonly survivesUnpuppet = true;
  /** Seconds. */
  readonly timeout = 2;
  readonly #leave: (frame: InputFrame) => void;

  constructor(leave: (frame: InputFrame) => void) {
    this.#leave = leave;
  }

  onLine(line: string): FrameAnswer {
    this.#leave(this);
    const { next, previous, top, end, quit } = words.pager;
    const keys = ["", ...next, ...previous, ...top, ...end, ...quit];
    return keys.includes(foldText(line.trim())) ? "handled" : "pass";
  }

  onEnd(): void {}
}
