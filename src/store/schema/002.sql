CREATE TABLE next_relation (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('cross-sell', 'upsell', 'alternative', 'required')),
  from_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  to_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  two_way INTEGER NOT NULL CHECK (two_way IN (0, 1)),
  position INTEGER NOT NULL,
  strength_ppm INTEGER,
  note TEXT,
  evidence TEXT NOT NULL CHECK (evidence IN ('judgement', 'mined')),
  measure TEXT,
  measure_ppm INTEGER NOT NULL,
  window_from INTEGER NOT NULL,
  window_to INTEGER NOT NULL,
  data_hash TEXT,
  author TEXT,
  created INTEGER NOT NULL,
  approver TEXT,
  approved INTEGER NOT NULL,
  CHECK (from_id <> to_id)
) STRICT;

INSERT INTO next_relation
SELECT id, kind, from_id, to_id, two_way, position, strength_ppm, note, evidence, measure,
  measure_ppm, window_from, window_to, data_hash, author, created, NULL, 0
FROM relation;

DROP TABLE relation;
ALTER TABLE next_relation RENAME TO relation;
CREATE INDEX relation_from ON relation (from_id);
CREATE INDEX relation_to ON relation (to_id);

CREATE TABLE next_bundle (
  id INTEGER PRIMARY KEY,
  sku TEXT NOT NULL UNIQUE CHECK (length(sku) BETWEEN 1 AND 1000),
  name TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('pure', 'mixed')),
  price_mode TEXT NOT NULL CHECK (price_mode IN ('fixed', 'percent-off', 'amount-off')),
  price_value INTEGER NOT NULL,
  note TEXT,
  evidence TEXT NOT NULL CHECK (evidence IN ('judgement', 'mined')),
  measure TEXT,
  measure_ppm INTEGER NOT NULL,
  window_from INTEGER NOT NULL,
  window_to INTEGER NOT NULL,
  data_hash TEXT,
  author TEXT,
  created INTEGER NOT NULL,
  approver TEXT,
  approved INTEGER NOT NULL
) STRICT;

INSERT INTO next_bundle
SELECT id, sku, name, kind, price_mode, price_value, note, 'judgement', NULL, 0, 0, 0, NULL,
  author, created, NULL, 0
FROM bundle;

DROP TABLE bundle;
ALTER TABLE next_bundle RENAME TO bundle;

ALTER TABLE change ADD COLUMN undone_at INTEGER;
ALTER TABLE change ADD COLUMN undone_by TEXT;

DELETE FROM change_piece;
DELETE FROM shelved_order_line;
DELETE FROM shelved_orders;
DELETE FROM shelved_customer;
DELETE FROM shelved_import_reject;
UPDATE change SET state = 'discarded' WHERE state = 'undone';
UPDATE change SET n_bytes = 0;
