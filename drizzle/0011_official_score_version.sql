-- The read model of official scores is at its first version. No ledger before this version holds any, so its table is right
-- as it is, whatever else there is.
INSERT INTO "projection_version" ("name", "version") VALUES ('official_score', 1);
