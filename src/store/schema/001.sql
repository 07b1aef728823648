CREATE TABLE plan (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uuid TEXT NOT NULL,
  name TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  salt BLOB NOT NULL CHECK (length(salt) = 32),
  created INTEGER NOT NULL
) STRICT;

CREATE TABLE product (
  id INTEGER PRIMARY KEY,
  sku TEXT NOT NULL UNIQUE CHECK (length(sku) BETWEEN 1 AND 1000),
  external_id TEXT,
  name TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('good', 'digital', 'service')),
  category TEXT,
  brand TEXT,
  parent_sku TEXT,
  price_minor INTEGER,
  cost_minor INTEGER,
  cost_source TEXT NOT NULL CHECK (cost_source IN ('catalogue', 'orders', 'merchant')),
  stock INTEGER,
  weight_g INTEGER CHECK (weight_g >= 0),
  launched INTEGER,
  visible INTEGER NOT NULL CHECK (visible IN (0, 1)),
  tax_class TEXT,
  image TEXT,
  attributes TEXT
) STRICT;

CREATE TABLE product_sales (
  product_id INTEGER PRIMARY KEY REFERENCES product (id) ON DELETE CASCADE,
  n_orders INTEGER NOT NULL CHECK (n_orders >= 0),
  units_milli INTEGER NOT NULL,
  revenue_minor INTEGER NOT NULL
) STRICT;

CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  sha256 TEXT,
  profile TEXT,
  imported_at INTEGER NOT NULL,
  rows_imported INTEGER NOT NULL,
  rows_unchanged INTEGER NOT NULL,
  rows_rejected INTEGER NOT NULL,
  order_lines INTEGER NOT NULL,
  first_line_id INTEGER NOT NULL
) STRICT;

CREATE TABLE import_reject (
  id INTEGER PRIMARY KEY,
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
  row INTEGER NOT NULL,
  column_name TEXT,
  value TEXT,
  message TEXT NOT NULL
) STRICT;

CREATE INDEX import_reject_batch ON import_reject (import_batch_id);

CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  customer_group TEXT,
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX customer_batch ON customer (import_batch_id);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  ordered_at INTEGER,
  customer_id INTEGER REFERENCES customer (id) ON DELETE NO ACTION,
  channel TEXT,
  is_cancelled INTEGER NOT NULL CHECK (is_cancelled IN (0, 1)),
  import_batch_id INTEGER NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX orders_customer ON orders (customer_id);
CREATE INDEX orders_batch ON orders (import_batch_id);

CREATE TABLE order_line (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE NO ACTION,
  quantity_milli INTEGER NOT NULL,
  total_minor INTEGER,
  discount_minor INTEGER NOT NULL,
  cost_micros INTEGER,
  promotion TEXT
) STRICT;

CREATE INDEX order_line_order ON order_line (order_id);
CREATE INDEX order_line_product ON order_line (product_id);

CREATE TABLE relation (
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
  CHECK (from_id <> to_id)
) STRICT;

CREATE INDEX relation_from ON relation (from_id);
CREATE INDEX relation_to ON relation (to_id);

CREATE TABLE verdict (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('cross-sell', 'upsell', 'alternative', 'required')),
  from_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  to_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  reason TEXT,
  until INTEGER NOT NULL,
  author TEXT,
  created INTEGER NOT NULL
) STRICT;

CREATE INDEX verdict_from ON verdict (from_id);
CREATE INDEX verdict_to ON verdict (to_id);

CREATE TABLE bundle (
  id INTEGER PRIMARY KEY,
  sku TEXT NOT NULL UNIQUE CHECK (length(sku) BETWEEN 1 AND 1000),
  name TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('pure', 'mixed')),
  price_mode TEXT NOT NULL CHECK (price_mode IN ('fixed', 'percent-off', 'amount-off')),
  price_value INTEGER NOT NULL,
  note TEXT,
  author TEXT,
  created INTEGER NOT NULL
) STRICT;

CREATE TABLE bundle_component (
  bundle_id INTEGER NOT NULL REFERENCES bundle (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  role TEXT NOT NULL CHECK (role IN ('main', 'auxiliary', 'gift')),
  PRIMARY KEY (bundle_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX bundle_component_product ON bundle_component (product_id);

CREATE TABLE scenario (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  note TEXT,
  author TEXT,
  created INTEGER NOT NULL
) STRICT;

CREATE TABLE scenario_bundle (
  scenario_id INTEGER NOT NULL REFERENCES scenario (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  bundle_id INTEGER NOT NULL REFERENCES bundle (id) ON DELETE CASCADE,
  PRIMARY KEY (scenario_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX scenario_bundle_bundle ON scenario_bundle (bundle_id);

CREATE TABLE assumption (
  scenario_id INTEGER NOT NULL REFERENCES scenario (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  name TEXT NOT NULL,
  value_ppm INTEGER NOT NULL,
  low_ppm INTEGER NOT NULL,
  high_ppm INTEGER NOT NULL,
  source TEXT,
  author TEXT,
  created INTEGER NOT NULL,
  PRIMARY KEY (scenario_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE board (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE board_place (
  id INTEGER PRIMARY KEY,
  board_id INTEGER NOT NULL REFERENCES board (id) ON DELETE CASCADE,
  product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  x REAL NOT NULL CHECK (x BETWEEN -1e9 AND 1e9),
  y REAL NOT NULL CHECK (y BETWEEN -1e9 AND 1e9)
) STRICT;

CREATE INDEX board_place_board ON board_place (board_id);
CREATE INDEX board_place_product ON board_place (product_id);

CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  made_at INTEGER NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  why TEXT,
  state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'discarded')),
  n_bytes INTEGER NOT NULL,
  first_batch_id INTEGER,
  last_batch_id INTEGER
) STRICT;

CREATE TABLE change_piece (
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  data BLOB NOT NULL,
  PRIMARY KEY (change_id, position)
) STRICT;

CREATE TABLE shelved_import_reject (
  id INTEGER PRIMARY KEY,
  import_batch_id INTEGER NOT NULL,
  row INTEGER NOT NULL,
  column_name TEXT,
  value TEXT,
  message TEXT NOT NULL
) STRICT;

CREATE TABLE shelved_customer (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL,
  customer_group TEXT,
  import_batch_id INTEGER NOT NULL
) STRICT;

CREATE TABLE shelved_orders (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  ordered_at INTEGER,
  customer_id INTEGER,
  channel TEXT,
  is_cancelled INTEGER NOT NULL,
  import_batch_id INTEGER NOT NULL
) STRICT;

CREATE TABLE shelved_order_line (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL,
  product_id INTEGER NOT NULL,
  quantity_milli INTEGER NOT NULL,
  total_minor INTEGER,
  discount_minor INTEGER NOT NULL,
  cost_micros INTEGER,
  promotion TEXT,
  import_batch_id INTEGER NOT NULL
) STRICT;
