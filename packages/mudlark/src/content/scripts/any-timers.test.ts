import { memoryDisk, sqliteDisk } from "../../store/disks.suite.ts";
import { describeAnyTimers } from "./any-timers.suite.ts";

describeAnyTimers("memory", memoryDisk, 60);
describeAnyTimers("SQLite", sqliteDisk, 5);
