CREATE TABLE next_bundle (
  id INTEGER PRIMARY KEY,
  sku TEXT NOT NULL UNIQUE CHECK (length(sku) BETWEEN 1 AND 1000),
  name TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('pure', 'mixed', 'leader', 'mix-and-match', 'tiered', 'volume',
    'buy-get', 'gift', 'add-on')),
  price_mode TEXT NOT NULL CHECK (price_mode IN ('fixed', 'percent-off', 'amount-off',
    'per-component', 'n-for', 'tiers')),
  price_value INTEGER NOT NULL,
  tier_basis TEXT NOT NULL CHECK (tier_basis IN ('count', 'amount')),
  tier_effect TEXT NOT NULL CHECK (tier_effect IN ('percent-off', 'amount-off')),
  choice_min INTEGER NOT NULL CHECK (choice_min >= 0),
  choice_max INTEGER NOT NULL CHECK (choice_max >= choice_min),
  choice_step INTEGER NOT NULL CHECK (choice_step > 0),
  threshold_minor INTEGER NOT NULL CHECK (threshold_minor >= 0),
  max_uses INTEGER NOT NULL CHECK (max_uses >= 0),
  margin_floor_ppm INTEGER CHECK (margin_floor_ppm BETWEEN 0 AND 999999),
  exception TEXT NOT NULL CHECK (exception IN ('none', 'gift', 'clearance', 'other')),
  exception_reason TEXT,
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
SELECT id, sku, name, kind, price_mode, price_value, 'count', 'percent-off', 0, 0, 1, 0, 0, NULL,
  'none', NULL, note, evidence, measure, measure_ppm, window_from, window_to, data_hash, author,
  created, approver, approved
FROM bundle;

DROP TABLE bundle;
ALTER TABLE next_bundle RENAME TO bundle;

CREATE TABLE bundle_tier (
  bundle_id INTEGER NOT NULL REFERENCES bundle (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 7),
  start INTEGER NOT NULL CHECK (start > 0),
  value INTEGER NOT NULL CHECK (value >= 0),
  PRIMARY KEY (bundle_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE next_bundle_component (
  bundle_id INTEGER NOT NULL REFERENCES bundle (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  role TEXT NOT NULL CHECK (role IN ('main', 'auxiliary', 'gift', 'reward', 'choice')),
  is_optional INTEGER NOT NULL CHECK (is_optional IN (0, 1)),
  min_quantity INTEGER NOT NULL CHECK (min_quantity >= 0),
  max_quantity INTEGER NOT NULL CHECK (max_quantity >= 0),
  weight INTEGER NOT NULL CHECK (weight >= 0),
  off_ppm INTEGER NOT NULL CHECK (off_ppm BETWEEN 0 AND 1000000),
  extra_minor INTEGER NOT NULL CHECK (extra_minor >= 0),
  PRIMARY KEY (bundle_id, position)
) STRICT, WITHOUT ROWID;

INSERT INTO next_bundle_component
SELECT bundle_id, position, product_id, quantity, role, 0, 0, 0, 0, 0, 0
FROM bundle_component;

DROP TABLE bundle_component;
ALTER TABLE next_bundle_component RENAME TO bundle_component;
CREATE INDEX bundle_component_product ON bundle_component (product_id);

DELETE FROM change_piece;
DELETE FROM shelved_order_line;
DELETE FROM shelved_orders;
DELETE FROM shelved_customer;
DELETE FROM shelved_import_reject;
UPDATE change SET state = 'discarded' WHERE state = 'undone';
UPDATE change SET n_bytes = 0;
