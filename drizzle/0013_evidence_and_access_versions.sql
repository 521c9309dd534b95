-- Persons say what is sealed of them and reports name clarifications by commitment: a ledger that holds nothing yet begins
-- with their third version, any other one is brought there by `jejak rebuild`, which also lists the references to documents
-- that are on record. No ledger before this version holds tokens of machines. Writers that do not know the new events are
-- refused from here on.
UPDATE "projection_version" SET "version" = 3
WHERE "name" IN ('person', 'report') AND (SELECT "position" FROM "ledger_head") = 0;
--> statement-breakpoint
INSERT INTO "projection_version" ("name", "version")
SELECT 'document_reference', CASE WHEN "position" = 0 THEN 1 ELSE 0 END FROM "ledger_head";
--> statement-breakpoint
INSERT INTO "projection_version" ("name", "version") VALUES ('api_token', 1);
--> statement-breakpoint
UPDATE "ledger_head" SET "generation" = 4;
