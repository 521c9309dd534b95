declare module 's3rver' {
  import type { RequestListener } from 'node:http';

  type S3rver = Readonly<{ configureBuckets: () => Promise<unknown>; getMiddleware: () => RequestListener }>;

  type Options = Readonly<{ directory: string; silent: boolean; configureBuckets: readonly { name: string }[] }>;

  /** As far as it is used here; the package brings no types. */
  const Server: new (options: Options) => S3rver;
  export = Server;
}
