import path from "node:path";
import { Worker } from "node:worker_threads";
import type { BackupOrders } from "../../store/archive/make-backup.ts";
import { threadOptions } from "../thread-options.ts";

/**
 * Makes a backup in a thread of its own, so that no turn waits for it.
 *
 * @throws Error with the words of what `makeBackup()` throws
 */
export function backupInThread(orders: BackupOrders): Promise<void> {
  const program = new URL(`./backup-thread${path.extname(import.meta.url)}`, import.meta.url);
  const thread = new Worker(program, { workerData: orders, execArgv: threadOptions() });
  // A world that ends does not wait for it: what is unfinished never has the name of a backup.
  thread.unref();
  return new Promise((resolve, reject) => {
    thread.once("error", reject);
    thread.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`its thread ended with ${code}`));
    });
  });
}
