-- Reports, cycles and persons say more than they did: a ledger that holds nothing yet begins with their second version,
-- any other one is brought there by `jejak rebuild`. Writers that do not know the new events are refused from here on.
UPDATE "projection_version" SET "version" = 2
WHERE "name" IN ('person', 'cycle', 'report', 'response') AND (SELECT "position" FROM "ledger_head") = 0;
--> statement-breakpoint
UPDATE "ledger_head" SET "generation" = 3;
