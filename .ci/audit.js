/**
 * What is known against the packages that run in production. Findings of high severity fail; so does a registry that
 * answers no audits, where AUDIT_REQUIRED=true says that one is needed: nobody is to take silence for a clean result.
 */
import { execFile } from 'node:child_process';
import process from 'node:process';

/** Signatures are checked against keys that are fetched from elsewhere, which npm tries for longer than anybody waits. */
const PATIENCE_MILLISECONDS = 60_000;

/** @returns {Promise<{ code: number, report: any }>} `report: null` where npm did not answer in JSON. */
function npm(...parameters) {
  return new Promise((resolve) => {
    const options = { timeout: PATIENCE_MILLISECONDS, maxBuffer: 64 * 1024 * 1024 };
    execFile('npm', [...parameters, '--json'], options, (error, stdout) => {
      resolve({ code: error ? 1 : 0, report: parsed(stdout) });
    });
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function notDone(what, why) {
  process.stderr.write(`${what} were NOT checked: ${why}\n`);
  // eslint-disable-next-line no-restricted-syntax -- the checks run outside of the product and its settings
  if (process.env.AUDIT_REQUIRED === 'true') process.exitCode = 1;
}

function reasonOf(report) {
  return report?.error?.summary || report?.message || 'npm gave no answer that can be read';
}

async function auditVulnerabilities() {
  const { code, report } = await npm('audit', '--omit=dev', '--audit-level=high');
  const counts = report?.metadata?.vulnerabilities;
  if (!counts) return notDone('Dependencies', reasonOf(report));
  process.stdout.write(`vulnerabilities in ${report.metadata.dependencies.prod} packages: ${JSON.stringify(counts)}\n`);
  if (code === 0) return;
  for (const { name, severity, range } of Object.values(report.vulnerabilities)) {
    process.stderr.write(`${severity}: ${name} ${range}\n`);
  }
  process.exitCode = 1;
}

async function auditSignatures() {
  const { report } = await npm('audit', 'signatures', '--fetch-retries=0');
  if (!Array.isArray(report?.invalid)) return notDone('Signatures of packages', reasonOf(report));
  const wrong = [...report.invalid, ...report.missing];
  process.stdout.write(`signatures that are wrong or missing: ${wrong.length}\n`);
  if (wrong.length === 0) return;
  for (const { name, version } of wrong) process.stderr.write(`signature: ${name} ${version}\n`);
  process.exitCode = 1;
}

await auditVulnerabilities();
await auditSignatures();
