import { DeflateStream, type Deflater } from "@mudlark/protocols";
import { constants, deflateRawSync } from "node:zlib";

/** Small windows: a connection costs a few KiB (`protocols.md` §6.2). */
const windowBits = 13;
const memLevel = 6;
const level = 6;

/** Output compression of one connection (MCCP2). */
export function createDeflater(): Deflater {
  return new DeflateStream(windowBits, (bytes, { dictionary, last }) =>
    deflateRawSync(bytes, {
      windowBits,
      memLevel,
      level,
      ...(dictionary === undefined ? {} : { dictionary }),
      finishFlush: last ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
    }),
  );
}
