// Answers what the real packages of the AWS SDK for JavaScript v3 make of pairs of files: one JSON
// request a line on standard input, one JSON answer a line on standard output.
//
// A request is {config, credentials, questions}: each file in base64 or null, each question
// {profile, env}. No process is run and no connection made: processes, STS and tokens of web
// identity are answered for here, and whoever would connect gets an error that begins with
// "blocked". The files live in the folder given as the only argument.

import childProcess from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import path from "node:path";
import readline from "node:readline";

const folder = process.argv[2];

function refuse(options) {
  throw new Error(`blocked: ${options?.host ?? options?.hostname ?? "a socket"}`);
}

// Before the packages are loaded, since they keep what they import.
http.request = refuse;
https.request = refuse;
net.Socket.prototype.connect = refuse;
for (const name of ["exec", "execFile", "execFileSync", "execSync", "fork", "spawn", "spawnSync"]) {
  childProcess[name] = () => {
    throw new Error("nothing is run here");
  };
}
const { readFileSync } = fs;
fs.readFileSync = (file, options) =>
  // Web identity alone reads ASCII: the token, which need not be there.
  options?.encoding === "ascii" ? "token" : readFileSync(file, options);
syncBuiltinESMExports();
// The SDK's warning about keys and a profile in one environment.
console.warn = () => {};
// With `mfa_serial` the SDK throws without having waited for the source profile.
process.on("unhandledRejection", () => {});

const { loadSharedConfigFiles, loadSsoSessionData, parseKnownFiles, externalDataInterceptor } =
  await import("@smithy/shared-ini-file-loader");
const { defaultProvider } = await import("@aws-sdk/credential-provider-node");

const processOutput = JSON.stringify({
  Version: 1,
  AccessKeyId: "from a process",
  SecretAccessKey: "made up",
});
externalDataInterceptor.getTokenRecord().exec = (command, done) => {
  done(null, { stdout: processOutput, stderr: "" });
};

// A section called [constructor] writes on what every object inherits from.
const inherited = Object.getOwnPropertyNames(Object.prototype)
  .map((name) => Object.getOwnPropertyDescriptor(Object.prototype, name).value)
  .filter((value) => typeof value === "function" && value !== Object);

function clean() {
  for (const value of inherited) {
    for (const key of Object.keys(value)) delete value[key];
  }
}

function setEnvironment(number, env) {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith("AWS_")) delete process.env[name];
  }
  Object.assign(process.env, env, {
    HOME: path.join(folder, "home"),
    AWS_LOGIN_CACHE_DIRECTORY: path.join(folder, "home"),
    AWS_CONFIG_FILE: path.join(folder, `config-${number}`),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, `credentials-${number}`),
  });
}

function entries(table) {
  return Object.entries(table).map(([name, settings]) => [name, Object.entries(settings)]);
}

async function tables() {
  const { configFile } = await loadSharedConfigFiles();
  const services = Object.entries(configFile).filter(([name]) => name.startsWith("services."));
  return {
    profiles: entries(await parseKnownFiles({})),
    sessions: entries(await loadSsoSessionData()),
    services: services.map(([name, values]) => [name.slice(9), Object.entries(values)]),
  };
}

async function answer({ profile }) {
  const roles = [];
  const assume = async (source, parameters) => {
    roles.push([parameters.RoleArn, source.accessKeyId]);
    return { accessKeyId: `assumed ${parameters.RoleArn}`, secretAccessKey: "made up" };
  };
  const exchange = async (parameters) => ({
    accessKeyId: `exchanged ${parameters.RoleArn}`,
    secretAccessKey: "made up",
  });
  const options = { roleAssumer: assume, roleAssumerWithWebIdentity: exchange };
  try {
    const credentials = await defaultProvider({
      ...options,
      ...(profile === null ? {} : { profile }),
      maxRetries: 0,
      timeout: 1,
    })();
    const features = Object.keys(credentials.$source ?? {});
    return { key: credentials.accessKeyId, token: credentials.sessionToken, features, roles };
  } catch (error) {
    return { error: { type: error.name, message: String(error.message) }, roles };
  }
}

let number = 0;
for await (const line of readline.createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  // The SDK keeps what it has read by the name of the file, so each has a name of its own.
  number += 1;
  const files = ["config", "credentials"].filter((role) => request[role] !== null);
  for (const role of files) {
    fs.writeFileSync(path.join(folder, `${role}-${number}`), Buffer.from(request[role], "base64"));
  }
  const answers = [];
  let read;
  try {
    setEnvironment(number, {});
    read = await tables();
    for (const question of request.questions) {
      setEnvironment(number, question.env);
      answers.push(await answer(question));
    }
  } finally {
    clean();
    for (const role of files) fs.unlinkSync(path.join(folder, `${role}-${number}`));
  }
  process.stdout.write(`${JSON.stringify({ ...read, answers })}\n`);
}

// Nothing that a library still waits for is worth waiting for.
process.exit(0);
