CREATE TABLE "ledger_tile" (
	"level" integer NOT NULL,
	"index" bigint NOT NULL,
	"hashes" "bytea" NOT NULL,
	"root" "bytea" NOT NULL,
	CONSTRAINT "ledger_tile_level_index_pk" PRIMARY KEY("level","index"),
	CONSTRAINT "ledger_tile_is_full" CHECK (octet_length(hashes) = 8192 and octet_length(root) = 32)
);
--> statement-breakpoint
CREATE TABLE "projection_version" (
	"name" text collate "C" PRIMARY KEY NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ledger_head" ADD COLUMN "frontier" "bytea" DEFAULT '\x' NOT NULL;--> statement-breakpoint
ALTER TABLE "ledger_head" ADD COLUMN "projections" integer DEFAULT 1 NOT NULL;