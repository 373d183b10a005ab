import { DeflateStream, type Deflater } from "@mudlark/protocols";
import { constants, deflateRawSync } from "node:zlib";
import type { GatewaySettings } from "../../link/messages.ts";

/**
 * Makes output compression for one connection after the other (MCCP2). With small windows, one costs a few KiB
 * (`protocols.md` §6.2).
 */
export function deflaterMaker({ windowBits, memLevel, level }: GatewaySettings["mccp"]): () => Deflater {
  return () =>
    new DeflateStream(windowBits, (bytes, { dictionary, last }) =>
      deflateRawSync(bytes, {
        windowBits,
        memLevel,
        level,
        ...(dictionary === undefined ? {} : { dictionary }),
        finishFlush: last ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
      }),
    );
}
