import type { Statements } from '../../ledger/session.ts';
import type { Beside } from './beside.ts';

type Right = Readonly<{ privilege: string; column: string | null; grantee: string; grantable: boolean }>;

/** Gives everybody the rights to the new table that they have to the live one, and nobody any others. */
export async function copyRights(sql: Statements, { live, table }: Beside): Promise<void> {
  const name = sql(table);
  for (const { grantee } of await rightsTo(sql, table)) await sql`revoke all on ${name} from ${sql.unsafe(grantee)}`;
  for (const { privilege, column, grantee, grantable } of await rightsTo(sql, live)) {
    const right = sql.unsafe(column === null ? privilege : `${privilege} (${column})`);
    const option = grantable ? sql`with grant option` : sql``;
    await sql`grant ${right} on ${name} to ${sql.unsafe(grantee)} ${option}`;
  }
}

/** Names come quoted; what the owner may do goes without saying. */
function rightsTo(sql: Statements, table: string): Promise<readonly Right[]> {
  return sql<Right[]>`
    select privilege_type as privilege, quoted_column as column, is_grantable as grantable,
           case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end as grantee
    from (
      select relowner, relacl as acl, null as quoted_column from pg_class where oid = ${table}::regclass
      union all
      select relowner, attacl, quote_ident(attname)
      from pg_attribute join pg_class on pg_class.oid = attrelid
      where attrelid = ${table}::regclass) as given, aclexplode(acl)
    where grantee <> relowner`.execute();
}
