import type { Finding } from "../world/check/finding.ts";
import type { Terminal } from "./terminal.ts";

interface Counts {
  readonly found: number;
  readonly repaired: number;
}

/** Says what was found as it is found, so that it may be any number of things. */
export interface Report {
  begin(): void;
  add(finding: Finding): void;
  end(counts: Counts): void;
}

/** For people: a line for each, then how many there were. */
export class TextReport implements Report {
  readonly #terminal: Terminal;
  readonly #isRepair: boolean;
  #mendable = 0;

  constructor(terminal: Terminal, { repair = false }: { readonly repair?: boolean }) {
    this.#terminal = terminal;
    this.#isRepair = repair;
  }

  begin(): void {}

  add({ about, problem, repair }: Finding): void {
    if (repair !== null) this.#mendable += 1;
    const done = this.#isRepair && repair !== null ? ` ${repair.text}` : "";
    this.#terminal.print(`${about}: ${problem}${done}`);
  }

  end({ found, repaired }: Counts): void {
    this.#terminal.print(this.#sum(found, repaired));
  }

  #sum(found: number, repaired: number): string {
    if (found === 0) return "The world is as it should be.";
    if (this.#isRepair) return `${repaired} of ${found} were made right.`;
    return `${found} found; ${this.#mendable} of them can be made right with --repair, while the game is stopped.`;
  }
}

/** For programs: one object, written bit by bit. */
export class JsonReport implements Report {
  readonly #terminal: Terminal;
  #isFirst = true;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  begin(): void {
    this.#terminal.print('{\n  "findings": [');
  }

  add({ rule, about, problem, repair }: Finding): void {
    const line = JSON.stringify({ rule, about, problem, repair: repair?.text ?? null });
    this.#terminal.print(`    ${this.#isFirst ? "" : ", "}${line}`);
    this.#isFirst = false;
  }

  end({ found, repaired }: Counts): void {
    this.#terminal.print(
      `  ],\n  "ok": ${found === repaired},\n  "found": ${found},\n  "repaired": ${repaired}\n}`,
    );
  }
}
