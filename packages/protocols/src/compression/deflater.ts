/** One outgoing zlib stream (RFC 1950). Given by the host, because this package needs no zlib. */
export interface Deflater {
  /** Compresses `bytes` and flushes, so that the client can read all of them without anything that follows. */
  deflate(bytes: Uint8Array): Uint8Array;
  /** Ends the stream and returns its last bytes. The deflater is not used again. */
  finish(): Uint8Array;
}
