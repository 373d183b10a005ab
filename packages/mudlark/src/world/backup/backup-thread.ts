/** The program of the thread that makes one backup: reading and compressing a world would hold up the turns. */
import { workerData } from "node:worker_threads";
import { makeBackup, type BackupOrders } from "../../store/archive/make-backup.ts";

await makeBackup(workerData as BackupOrders);
