import type { Message } from "../../model/message.ts";
import type { InputSource } from "../input-source.ts";
import { openPager } from "../pager/open-pager.ts";
import type { PageContent, PageOptions } from "../pager/page-options.ts";

/** What dialogs need of the world. */
export interface DialogPorts {
  /** Runs a line for whoever is at the session, as if code had executed it. */
  run(session: InputSource, line: string): void;
}

type Say = (message: string | Partial<Message>) => void;

/** Opens what a session reads and answers for longer than one line. One for each world. */
export class Dialogs {
  readonly #ports: DialogPorts;

  constructor(ports: DialogPorts) {
    this.#ports = ports;
  }

  /**
   * Shows something page by page.
   *
   * @param session null for somebody who is not at a keyboard
   * @param say says what needs no pager
   */
  page(session: InputSource | null, say: Say, content: PageContent, options: PageOptions = {}): void {
    const run = (line: string): void => {
      if (session !== null) this.#ports.run(session, line);
    };
    openPager({ session, say, run }, content, options);
  }
}
