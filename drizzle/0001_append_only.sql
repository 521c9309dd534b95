-- What was recorded stays as it was recorded: for every role, the owner and the superuser included, also while triggers
-- are otherwise off for replication (ENABLE ALWAYS). The ledger starts with one head row that can never go away.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_entry" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_command" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_content" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "append_only" BEFORE DELETE OR TRUNCATE ON "ledger_head" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
ALTER TABLE "ledger_entry" ENABLE ALWAYS TRIGGER "append_only";
--> statement-breakpoint
ALTER TABLE "ledger_command" ENABLE ALWAYS TRIGGER "append_only";
--> statement-breakpoint
ALTER TABLE "ledger_content" ENABLE ALWAYS TRIGGER "append_only";
--> statement-breakpoint
ALTER TABLE "ledger_head" ENABLE ALWAYS TRIGGER "append_only";
--> statement-breakpoint
INSERT INTO "ledger_head" ("position", "generation") VALUES (0, 1);
