-- Tiles are as immutable as the entries they hash. Writers that do not grow the tree are of another generation from here
-- on: they are refused under the lock. Read models are at their first version.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_tile" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
ALTER TABLE "ledger_tile" ENABLE ALWAYS TRIGGER "append_only";
--> statement-breakpoint
ALTER TABLE "ledger_tile" ALTER COLUMN "hashes" SET STORAGE EXTERNAL;
--> statement-breakpoint
UPDATE "ledger_head" SET "generation" = 2;
--> statement-breakpoint
INSERT INTO "projection_version" ("name", "version") VALUES
  ('jurisdiction', 1), ('organization', 1), ('person', 1), ('instrument_edition', 1), ('cycle', 1), ('report', 1), ('response', 1);
