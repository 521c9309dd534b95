import { resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readConfig } from '../../src/config.ts';

const DATABASE = 'postgres://jejak:secret@db.example/jejak';

describe('the settings', () => {
  it('need nothing: an embedded database with the demo on port 4000', () => {
    expect(readConfig({})).toEqual({
      port: 4000,
      databaseUrl: null,
      migrationDatabaseUrl: null,
      home: resolve('.jejak'),
      demo: true,
      logOrigin: null,
      documentGraceDays: 7,
      logLevel: 'info',
      stopSeconds: 30,
      metricsToken: null,
      otlpEndpoint: null,
      oidc: null,
      rateLimits: true,
      trustProxy: 0,
      corsOrigins: new Set(),
      documents: { maximumBytes: 50 * 1_048_576, s3: null, clamd: null },
    });
  });

  it.each([
    ['STOP_SECONDS', '-1'],
    ['STOP_SECONDS', '3601'],
    ['METRICS_TOKEN', 'guessed'],
    ['METRICS_TOKEN', 'sixteen characters'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'localhost:4318'],
    ['DOCUMENT_BYTES_MAXIMUM', '0'],
    ['DOCUMENT_BYTES_MAXIMUM', '50 MiB'],
    ['DOCUMENT_BYTES_MAXIMUM', '1073741825'],
    ['DOCUMENTS_S3_BUCKET', 'Two words'],
    ['DOCUMENTS_S3_ENDPOINT', 's3.example.org'],
    ['DOCUMENTS_S3_ENDPOINT', 'https://key:secret@s3.example.org'],
    ['DOCUMENTS_S3_ENDPOINT', 'https://s3.example.org/bucket'],
    ['DOCUMENTS_S3_REGION', 'Jakarta'],
    ['DOCUMENTS_S3_PREFIX', '../'],
    ['DOCUMENTS_S3_PREFIX', 'evidence'],
  ])('refuse %s as %j in one sentence that names it', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} must be `));
  });

  it('turn the demo off beside a database of one’s own', () => {
    expect(readConfig({ DATABASE_URL: DATABASE }).demo).toBe(false);
  });

  it('let the demo be asked for', () => {
    expect(readConfig({ DATABASE_URL: DATABASE, JEJAK_DEMO: 'true' }).demo).toBe(true);
  });

  it('count an empty value as absent', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 4000, databaseUrl: null });
  });

  it('cannot be changed afterwards', () => {
    expect(readConfig({})).toSatisfy(Object.isFrozen);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['DATABASE_URL', 'mysql://localhost/jejak'],
    ['DATABASE_URL', 'postgres://jejak:100%@localhost/jejak'],
    ['MIGRATION_DATABASE_URL', 'jejak'],
    ['JEJAK_DEMO', 'yes'],
    ['LOG_ORIGIN', 'two words'],
    ['LOG_LEVEL', 'loud'],
    ['CLAMD_SOCKET', 'clamd.ctl'],
    ['CLAMD_HOST', 'clamd host'],
    ['CLAMD_PORT', '65536'],
    ['RATE_LIMITS', 'no'],
    ['TRUST_PROXY', 'true'],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'https://one.example, https://two.example/'],
  ])('name %s when it is %s', (name, value) => {
    expect(() => readConfig({ DATABASE_URL: DATABASE, [name]: value })).toThrow(new RegExp(`^${name} must be [^.]+`));
  });

  it('name every setting that does not fit at once', () => {
    expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'loud' })).toThrow(/^PORT must .*\. LOG_LEVEL must .*\.$/);
  });

  it('say where the scanner is in one of two ways', () => {
    const clamdIn = (settings: Readonly<Record<string, string>>) => readConfig(settings).documents.clamd;
    expect(clamdIn({ CLAMD_SOCKET: '/run/clamav/clamd.ctl' })).toEqual({ socket: '/run/clamav/clamd.ctl' });
    expect(clamdIn({ CLAMD_HOST: '::1', CLAMD_PORT: '3310' })).toEqual({ host: '::1', port: 3310 });
    expect(() => clamdIn({ CLAMD_HOST: '::1' })).toThrow('need each other');
    const both = { CLAMD_SOCKET: '/run/clamd', CLAMD_HOST: '::1', CLAMD_PORT: '3310' };
    expect(() => clamdIn(both)).toThrow('set one');
  });

  it('refuse an owner without an application', () => {
    expect(() => readConfig({ MIGRATION_DATABASE_URL: DATABASE })).toThrow('needs DATABASE_URL beside it');
  });

  it('put documents into a bucket when they name one', () => {
    const bucket = { DOCUMENTS_S3_BUCKET: 'jejak-documents', DOCUMENTS_S3_PREFIX: 'evidence/' };
    const s3 = { bucket: 'jejak-documents', endpoint: null, region: 'us-east-1', prefix: 'evidence/' };
    expect(readConfig(bucket).documents.s3).toEqual(s3);
    const elsewhere = { ...bucket, DOCUMENTS_S3_ENDPOINT: 'https://s3.example.org', DOCUMENTS_S3_REGION: 'id-jkt-1' };
    expect(readConfig(elsewhere).documents.s3).toEqual({
      ...s3,
      endpoint: 'https://s3.example.org',
      region: 'id-jkt-1',
    });
  });

  it('refuse the address of a store without a bucket', () => {
    const endpoint = { DOCUMENTS_S3_ENDPOINT: 'https://s3.example.org' };
    expect(() => readConfig(endpoint)).toThrow('needs DOCUMENTS_S3_BUCKET beside it');
  });
});
