#!/usr/bin/env node
"use strict";
// The launcher. Old syntax on purpose: it must run on whatever Node is there, find one that is new enough
// (this one, or the one that npm installed beside the project) and hand over to it.
var path = require("path");
var fs = require("fs");
var spawn = require("child_process").spawn;

var NEEDED = [24, 15];

function isNewEnough(version) {
  var parts = version.replace(/^v/, "").split(".").map(Number);
  return parts[0] > NEEDED[0] || (parts[0] === NEEDED[0] && parts[1] >= NEEDED[1]);
}

function bundledNode() {
  var name = "node-" + process.platform + "-" + process.arch;
  var roots = [__dirname, process.cwd()];
  for (var i = 0; i < roots.length; i++) {
    try {
      var manifest = require.resolve(name + "/package.json", { paths: [roots[i]] });
      var binary = path.join(path.dirname(manifest), "bin", "node");
      if (fs.existsSync(binary)) return binary;
    } catch {
      // try the next place
    }
  }
  return null;
}

var sources = path.join(__dirname, "..", "src", "cli", "main.ts");
var built = path.join(__dirname, "..", "dist", "cli", "main.js");
var fromSources = fs.existsSync(sources);
var node = isNewEnough(process.version) ? process.execPath : bundledNode();

if (!node) {
  console.error(
    "mudlark: this is Node " +
      process.version +
      ", but Mudlark needs " +
      NEEDED.join(".") +
      " or newer.\n" +
      "Install it from https://nodejs.org, or add the package node-" +
      process.platform +
      "-" +
      process.arch +
      "@24.21.0 to your game.",
  );
  process.exit(1);
}

var nodeArguments = ["--disable-warning=ExperimentalWarning"];
if (fromSources) nodeArguments.push("--conditions=source");
// V8 keeps up to 48 MiB for what is thrown away soon. A gateway holds thousands of quiet connections and throws little
// away, so it does with less. (`mudlark start` hands its options on to the gateway.)
var verb = process.argv.slice(2).find(function (word) {
  return word === "run" || word === "start" || word === "dev";
});
if (verb) nodeArguments.push("--max-semi-space-size=2");
var child = spawn(node, nodeArguments.concat([fromSources ? sources : built], process.argv.slice(2)), {
  stdio: "inherit",
  env: environment(),
});

// What Node makes of the sources is kept beside the packages that it belongs to: each process then starts in half the
// time, and with less memory. Where that place cannot be written, Node does without.
function environment() {
  if (process.env.NODE_COMPILE_CACHE || process.env.NODE_DISABLE_COMPILE_CACHE) return process.env;
  var root = path.join(__dirname, "..");
  var modules = fromSources ? path.join(root, "..", "..", "node_modules") : path.join(root, "..");
  return Object.assign({}, process.env, { NODE_COMPILE_CACHE: path.join(modules, ".cache", "mudlark") });
}

// A signal meant for this process alone is passed on.
["SIGTERM", "SIGHUP", "SIGUSR2"].forEach(function (signal) {
  process.on(signal, function () {
    child.kill(signal);
  });
});
// A terminal sends Ctrl-C to the whole group by itself, and a second one means "at once".
process.on("SIGINT", function () {
  if (!process.stdin.isTTY) child.kill("SIGINT");
});
// npm hands a signal to the shell that it runs scripts in; some shells die of it and say nothing to us. Whoever
// started the game through npm wants it to end with npm.
if (process.env.npm_command) {
  var parent = process.ppid;
  var watch = setInterval(function () {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill("SIGTERM");
  }, 250);
}
child.on("error", function (error) {
  console.error("mudlark: cannot start " + node + ": " + error.message);
  process.exit(1);
});
child.on("exit", function (code, signal) {
  if (signal) process.kill(process.pid, signal);
  else process.exit(code === null ? 1 : code);
});
