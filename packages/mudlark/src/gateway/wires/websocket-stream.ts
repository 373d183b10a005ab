import { Duplex } from "node:stream";
import type { WebSocketLine } from "./websocket-line.ts";

/** The bytes inside the binary frames of a WebSocket; a text frame is refused (`protocols.md` §13). */
export class WebSocketStream extends Duplex {
  /** Why it is closed from this side (RFC 6455, section 7.4). */
  closeCode = 1000;
  readonly #line: WebSocketLine;

  constructor(line: WebSocketLine) {
    super();
    this.#line = line;
    line.start({
      frame: (data, isBinary) => (isBinary ? void this.push(data) : line.refuse(1003)),
      ended: () => this.destroy(),
    });
  }

  override _read(): void {}

  /** Each write is one frame. */
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#line.send(chunk, true, done);
  }

  override _final(done: () => void): void {
    this.#line.close(this.closeCode);
    done();
  }

  override _destroy(_error: Error | null, done: () => void): void {
    this.#line.cut();
    done();
  }
}
