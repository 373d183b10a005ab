import { constants, deflateRawSync } from "node:zlib";
import { DeflateStream } from "./deflate-stream.ts";

/** A deflater as a server on Node makes it, with the settings of `protocols.md` §6.2. */
export function nodeDeflater(): DeflateStream {
  const windowBits = 13;
  return new DeflateStream(windowBits, (bytes, { dictionary, last }) =>
    deflateRawSync(bytes, {
      windowBits,
      memLevel: 6,
      level: 6,
      ...(dictionary === undefined ? {} : { dictionary }),
      finishFlush: last ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
    }),
  );
}
