-- The read model of calendars is at its first version.
INSERT INTO "projection_version" ("name", "version") VALUES ('calendar', 1);
