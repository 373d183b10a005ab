import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { openSnapshot } from "../open-snapshot.ts";
import type { StoreAddress } from "../store-address.ts";
import type { ArchiveHeader } from "./archive-header.ts";
import { verifyArchive } from "./read-archive.ts";
import type { WorldDigest } from "./world-digest.ts";
import { writeArchive } from "./write-archive.ts";

/** What is backed up, and where to. Plain data: a thread can be given it. */
export interface BackupOrders {
  readonly file: string;
  readonly address: StoreAddress;
  readonly header: ArchiveHeader;
}

/** Hear now and then how many entities were written, and read again. */
export interface BackupProgress {
  onWritten?(entities: number): void;
  onVerified?(entities: number): void;
}

/**
 * Writes a backup of a world as of this moment, while it runs or not, and reads it again. One that is not whole is
 * deleted.
 *
 * @throws MudlarkError as `openSnapshot()`; STORE_FAILED (it cannot be written), ARCHIVE_INVALID (it was not written
 *   as it should be)
 */
export async function makeBackup(orders: BackupOrders, progress: BackupProgress = {}): Promise<WorldDigest> {
  const { file, address, header } = orders;
  await mkdir(path.dirname(file), { recursive: true });
  const snapshot = await openSnapshot(address);
  try {
    await writeArchive(file, header, snapshot, (entities) => progress.onWritten?.(entities));
  } finally {
    await snapshot.close();
  }
  try {
    const { digest } = await verifyArchive(file, (entities) => progress.onVerified?.(entities));
    return digest;
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}
