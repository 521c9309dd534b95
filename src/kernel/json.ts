/** What may be stored: JSON by type, so without `undefined`, `Date`, BigInt or class instances. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export type JsonObject = Readonly<{ [key: string]: Json }>;
