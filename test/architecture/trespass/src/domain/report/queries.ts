import { sql } from 'drizzle-orm';

export const QUERY = sql;
