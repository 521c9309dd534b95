declare module 's3rver' {
  import type { RequestListener } from 'node:http';

  /** As far as it is used here; the package brings no types. */
  export default class S3rver {
    constructor(
      options: Readonly<{ directory: string; silent: boolean; configureBuckets: readonly { name: string }[] }>,
    );
    configureBuckets(): Promise<unknown>;
    getMiddleware(): RequestListener;
  }
}
