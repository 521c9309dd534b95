-- What was sealed stays as it was sealed, until it is destroyed: a ciphertext or a key may become null and nothing else, and
-- no row ever goes away, so that what was erased can be told from what was lost. This holds for everybody: who owns the tables
-- and wraps keys anew under another master key has to disable the trigger for it.
CREATE FUNCTION "refuse_resealing"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was sealed can only be destroyed' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "only_vanishes" BEFORE UPDATE ON "sealed_key" FOR EACH ROW
WHEN (NEW."wrapped" IS NOT NULL OR NEW."person" IS DISTINCT FROM OLD."person") EXECUTE FUNCTION "refuse_resealing"();
--> statement-breakpoint
CREATE TRIGGER "only_vanishes" BEFORE UPDATE ON "sealed_value" FOR EACH ROW
WHEN (NEW."ciphertext" IS NOT NULL OR NEW."commitment" IS DISTINCT FROM OLD."commitment" OR NEW."person" IS DISTINCT FROM OLD."person")
EXECUTE FUNCTION "refuse_resealing"();
--> statement-breakpoint
CREATE TRIGGER "append_only" BEFORE DELETE OR TRUNCATE ON "sealed_key" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "append_only" BEFORE DELETE OR TRUNCATE ON "sealed_value" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
ALTER TABLE "sealed_key" ENABLE ALWAYS TRIGGER "only_vanishes";
--> statement-breakpoint
ALTER TABLE "sealed_value" ENABLE ALWAYS TRIGGER "only_vanishes";
--> statement-breakpoint
ALTER TABLE "sealed_key" ENABLE ALWAYS TRIGGER "append_only";
--> statement-breakpoint
ALTER TABLE "sealed_value" ENABLE ALWAYS TRIGGER "append_only";
