import { memoryDisk, sqliteDisk } from "../store/disks.suite.ts";
import { describeAnyKills } from "./any-kills.suite.ts";
import { describeAnyTurns } from "./any-turns.suite.ts";

describeAnyTurns("memory", memoryDisk, 150);
describeAnyTurns("SQLite", sqliteDisk, 4);
describeAnyKills("memory", memoryDisk, 100);
describeAnyKills("SQLite", sqliteDisk, 4);
