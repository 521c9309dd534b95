CREATE TABLE "document_upload" (
	"id" uuid PRIMARY KEY NOT NULL,
	"digest" text collate "C" NOT NULL,
	"owner" text collate "C" NOT NULL,
	"person" text collate "C" NOT NULL,
	"bytes" bigint NOT NULL,
	"media_type" text collate "C" NOT NULL,
	"uploaded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"scan" text collate "C" NOT NULL,
	"scanned_at" timestamp (3) with time zone,
	"collected_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sealed_key" (
	"person" text collate "C" PRIMARY KEY NOT NULL,
	"wrapped" "bytea"
);
--> statement-breakpoint
CREATE TABLE "sealed_value" (
	"commitment" text PRIMARY KEY NOT NULL,
	"person" text collate "C" NOT NULL,
	"ciphertext" "bytea"
);
--> statement-breakpoint
CREATE TABLE "api_token" (
	"key" text collate "C" NOT NULL,
	"from_position" bigint NOT NULL,
	"to_position" bigint NOT NULL,
	"body" jsonb NOT NULL,
	"person" text collate "C" GENERATED ALWAYS AS ((body ->> 'person')) STORED,
	CONSTRAINT "api_token_key_from_position_pk" PRIMARY KEY("key","from_position")
);
--> statement-breakpoint
CREATE TABLE "document_reference" (
	"key" text collate "C" NOT NULL,
	"from_position" bigint NOT NULL,
	"to_position" bigint NOT NULL,
	"body" jsonb NOT NULL,
	"digest" text collate "C" GENERATED ALWAYS AS ((body ->> 'digest')) STORED,
	"report" text collate "C" GENERATED ALWAYS AS ((body ->> 'report')) STORED,
	CONSTRAINT "document_reference_key_from_position_pk" PRIMARY KEY("key","from_position")
);
--> statement-breakpoint
CREATE INDEX "document_upload_digest" ON "document_upload" USING btree ("digest","owner");--> statement-breakpoint
CREATE INDEX "document_upload_owner" ON "document_upload" USING btree ("owner","uploaded_at");--> statement-breakpoint
CREATE INDEX "document_upload_person" ON "document_upload" USING btree ("person","uploaded_at");--> statement-breakpoint
CREATE INDEX "document_upload_kept" ON "document_upload" USING btree ("uploaded_at") WHERE collected_at is null;--> statement-breakpoint
CREATE INDEX "document_upload_pending" ON "document_upload" USING btree ("uploaded_at") WHERE scan = 'PENDING';--> statement-breakpoint
CREATE INDEX "sealed_value_person" ON "sealed_value" USING btree ("person");--> statement-breakpoint
CREATE UNIQUE INDEX "api_token_open" ON "api_token" USING btree ("key") WHERE to_position = 9223372036854775807;--> statement-breakpoint
CREATE INDEX "api_token_person" ON "api_token" USING btree ("person","to_position");--> statement-breakpoint
CREATE UNIQUE INDEX "document_reference_open" ON "document_reference" USING btree ("key") WHERE to_position = 9223372036854775807;--> statement-breakpoint
CREATE INDEX "document_reference_digest" ON "document_reference" USING btree ("digest","to_position");--> statement-breakpoint
CREATE INDEX "document_reference_report" ON "document_reference" USING btree ("report","to_position");