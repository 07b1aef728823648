ALTER TABLE change ADD COLUMN undone_why TEXT;
ALTER TABLE change ADD COLUMN redone_at INTEGER;
ALTER TABLE change ADD COLUMN redone_by TEXT;
ALTER TABLE change ADD COLUMN redone_why TEXT;
ALTER TABLE change ADD COLUMN snapshot TEXT;
ALTER TABLE change ADD COLUMN last_id INTEGER;

DELETE FROM change_piece;
DELETE FROM shelved_order_line;
DELETE FROM shelved_orders;
DELETE FROM shelved_customer;
DELETE FROM shelved_import_reject;
UPDATE change SET state = 'discarded' WHERE state = 'undone';
UPDATE change SET n_bytes = 0;
