import type { Link } from "../markup/link.ts";
import type { Run } from "../markup/run.ts";
import { plainStyle, type Style } from "../markup/style.ts";
import { linkFrame, type LinkFrame } from "./link-frame.ts";
import { plainSgr, sgrChange, sgrStateOf, type ColourDepth, type SgrState } from "./sgr.ts";
import type { TextAbilities } from "./text-abilities.ts";

/** Writes runs one after the other and knows what the terminal has been told so far. */
export class AnsiWriter {
  readonly #abilities: TextAbilities;
  readonly #depth: ColourDepth;
  #out = "";
  #style: Style = plainStyle;
  #wanted: SgrState = plainSgr;
  #shown: SgrState = plainSgr;
  #link: Link | null = null;
  #frame: LinkFrame | null = null;
  /** Has the frame of the current link been opened on this line? */
  #isOpen = false;

  constructor(abilities: TextAbilities, depth: ColourDepth) {
    this.#abilities = abilities;
    this.#depth = depth;
  }

  write({ text, style, link }: Run): void {
    if (link !== this.#link) this.#changeLink(link);
    if (style !== this.#style) {
      this.#style = style;
      this.#wanted = sgrStateOf(style, this.#depth);
    }
    if (this.#frame === null) return this.#writeText(text);
    // A link that is open at the end of a line would reach into the next one.
    for (const [index, line] of text.split("\n").entries()) {
      if (index > 0) this.#endLine();
      if (line === "") continue;
      this.#openFrame(this.#frame);
      this.#writeText(line);
    }
  }

  /** What was written, with colours and links closed. */
  end(): string {
    this.#closeFrame();
    return this.#out + sgrChange(this.#shown, plainSgr);
  }

  #writeText(text: string): void {
    const underlined = this.#isOpen && this.#frame?.underlines === true;
    const wanted = underlined ? { ...this.#wanted, underline: true } : this.#wanted;
    if (wanted !== this.#shown) {
      this.#out += sgrChange(this.#shown, wanted);
      this.#shown = wanted;
    }
    this.#out += text;
  }

  #endLine(): void {
    this.#closeFrame();
    this.#out += "\n";
  }

  #changeLink(link: Link | null): void {
    this.#closeFrame();
    this.#link = link;
    this.#frame = link && linkFrame(link, this.#abilities);
  }

  #openFrame(frame: LinkFrame): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#out += frame.open;
    if (frame.underlines) this.#shown = { ...this.#shown, underline: true };
  }

  #closeFrame(): void {
    if (!this.#isOpen || this.#frame === null) return;
    this.#isOpen = false;
    this.#out += this.#frame.close;
    if (this.#frame.underlines) this.#shown = { ...this.#shown, underline: false };
  }
}
