#!/usr/bin/env node
// A package has what was built; a clone has the sources, which Node 24 runs as they are.
import { existsSync } from "node:fs";

const built = new URL("../dist/probe/main.js", import.meta.url);
const sources = new URL("../src/probe/main.ts", import.meta.url);
await import((existsSync(sources) ? sources : built).href);
