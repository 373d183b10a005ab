/** The program `telnet-probe`: hands the machine to those who do the work. */
import { readFileSync } from "node:fs";
import { probeArguments, type ProbeRequest } from "./probe-arguments.ts";
import { probeClient } from "./probe-client.ts";
import { probeServer } from "./probe-server.ts";
import { describeReport, type Report } from "./report.ts";

/** Milliseconds of silence after which nobody has anything to add. */
const quietMs = 1000;
const exitCodes = { report: 0, nobody: 1, usage: 2 };

const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
const { version } = JSON.parse(manifest) as { readonly version: string };
process.exitCode = await run(probeArguments(process.argv.slice(2), version));

async function run(request: ProbeRequest): Promise<number> {
  if (request.type === "words") {
    process.stdout.write(request.words);
    return exitCodes.report;
  }
  if (request.type === "wrong") {
    process.stderr.write(request.words);
    return exitCodes.usage;
  }
  try {
    const report = await probe(request);
    const hasColour = process.stdout.isTTY && !process.env["NO_COLOR"];
    const bold = (text: string): string => (hasColour ? `\x1b[1m${text}\x1b[22m` : text);
    process.stdout.write(
      request.json ? `${JSON.stringify(report, null, 2)}\n` : describeReport(report, bold),
    );
    return exitCodes.report;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const where = `${request.host}:${request.port}`;
    const what = request.type === "server" ? `cannot reach ${where}` : `no client at ${where}`;
    process.stderr.write(`telnet-probe: ${what}: ${problem}.\n`);
    return exitCodes.nobody;
  }
}

function probe(request: Extract<ProbeRequest, { readonly host: string }>): Promise<Report> {
  const now = (): number => performance.now();
  if (request.type === "server") return probeServer({ ...request, quietMs, now, version });
  const onListening = (address: string): void => {
    process.stderr.write(`Waiting for a client at ${address}.\n`);
  };
  return probeClient({ ...request, quietMs, now, onListening });
}
