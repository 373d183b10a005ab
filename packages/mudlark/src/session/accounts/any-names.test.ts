import { memoryDisk, sqliteDisk } from "../../store/disks.suite.ts";
import { describeAnyNames } from "./any-names.suite.ts";

describeAnyNames("memory", memoryDisk, 100);
describeAnyNames("SQLite", sqliteDisk, 3);
