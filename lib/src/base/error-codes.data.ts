/**
 * Every error code of LifeOps: what the caller can do about it (`kind`), the HTTP status that carries it, who is at
 * fault (`category`) and how loudly to say it (`severity`). Codes are stable and never reused.
 */
export const errorCodes = {
  'invalid-input': { kind: 'InvalidInput', status: 400, category: 'validation', severity: 'info', help: 'Correct the fields that the error names and send it again.' },
  'invalid-config': { kind: 'InvalidInput', status: 400, category: 'configuration', severity: 'error', help: 'Correct the place in the file that the error names; nothing was changed.' },
  'invalid-manifest': { kind: 'InvalidInput', status: 400, category: 'configuration', severity: 'error', help: "Correct the integration's manifest.json." },
  'invalid-state': { kind: 'InvalidInput', status: 400, category: 'validation', severity: 'warning', help: 'An integration gave a state that its domain does not allow; report it to its author.' },
  'payload-too-large': { kind: 'InvalidInput', status: 413, category: 'validation', severity: 'info', help: 'Send less at once.' },
  'unsupported-media-type': { kind: 'InvalidInput', status: 415, category: 'validation', severity: 'info', help: 'Send JSON with content-type application/json.' },
  'method-not-allowed': { kind: 'InvalidInput', status: 405, category: 'validation', severity: 'info', help: 'Use one of the methods in the Allow header.' },
  'not-found': { kind: 'NotFound', status: 404, category: 'validation', severity: 'info', help: 'Check the id; lists show what there is.' },
  'service-not-found': { kind: 'NotFound', status: 404, category: 'validation', severity: 'info', help: 'GET /api/v1/services lists the services that exist now.' },
  conflict: { kind: 'Conflict', status: 409, category: 'validation', severity: 'info', help: 'Read the present version, then try again.' },
  'already-configured': { kind: 'Conflict', status: 409, category: 'validation', severity: 'info', help: 'This account or device is set up already; change or remove that entry.' },
  'already-running': { kind: 'Conflict', status: 409, category: 'operation', severity: 'error', help: 'Another hub uses this data folder; stop it first.' },
  'port-in-use': { kind: 'Conflict', status: 409, category: 'configuration', severity: 'error', help: 'Choose another server.port or stop the program that holds it.' },
  unauthorized: { kind: 'Unauthorized', status: 401, category: 'security', severity: 'info', help: 'Sign in, or send a valid bearer token.' },
  'code-required': { kind: 'Unauthorized', status: 401, category: 'security', severity: 'info', help: 'Enter the setup code that the hub printed when it started.' },
  forbidden: { kind: 'Forbidden', status: 403, category: 'security', severity: 'warning', help: 'Ask an owner for a role that allows this.' },
  'too-many-requests': { kind: 'NotReady', status: 429, category: 'operation', severity: 'info', help: 'Wait as long as Retry-After says.' },
  'not-ready': { kind: 'NotReady', status: 503, category: 'integration', severity: 'warning', help: 'The other side is not there yet; it is tried again by itself.' },
  'auth-expired': { kind: 'AuthExpired', status: 502, category: 'integration', severity: 'error', help: 'Sign in again to the account on the integrations page.' },
  unavailable: { kind: 'Unavailable', status: 503, category: 'integration', severity: 'warning', help: 'The device or service does not answer; look at its integration.' },
  'circuit-open': { kind: 'Unavailable', status: 503, category: 'integration', severity: 'warning', help: 'Too many failures in a row; it is tried again after a pause.' },
  'command-failed': { kind: 'Unavailable', status: 502, category: 'integration', severity: 'warning', help: 'The device refused or failed the command; its state is unchanged as far as known.' },
  'storage-failed': { kind: 'Unavailable', status: 503, category: 'storage', severity: 'error', help: 'The database did not take it; nothing was lost that was confirmed before.' },
  'database-newer': { kind: 'Conflict', status: 409, category: 'storage', severity: 'error', help: 'Start the version that wrote this database or newer, or restore the copy made before the upgrade.' },
  'database-corrupt': { kind: 'Unavailable', status: 503, category: 'storage', severity: 'error', help: 'Restore the latest backup from data/backups.' },
  'node-too-old': { kind: 'Unavailable', status: 503, category: 'configuration', severity: 'error', help: 'Run `npm ci`, which brings Node 24, and start with `npm start`.' },
  'timed-out': { kind: 'TimedOut', status: 504, category: 'operation', severity: 'warning', help: 'No answer in time; it may still take effect. Look at the state before trying again.' },
  aborted: { kind: 'Aborted', status: 499, category: 'operation', severity: 'info', help: 'It was cancelled.' },
  bug: { kind: 'Bug', status: 500, category: 'internal', severity: 'error', help: 'A fault of ours; the log has the details under the request id.' },
} as const;

export type ErrorCode = keyof typeof errorCodes;
export type ErrorKind = (typeof errorCodes)[ErrorCode]['kind'];
export type ErrorCategory = (typeof errorCodes)[ErrorCode]['category'];
export type ErrorSeverity = (typeof errorCodes)[ErrorCode]['severity'];
