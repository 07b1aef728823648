/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of a file means what: by its header, by the merchant's map, by what is left over. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "exchange/pnr-table-layout-private.h"

/* Gives every field the most certain of the columns that may mean it. */
static void
assign_fields (PnrTableLayout *self, gboolean of_orders)
{
  guint priorities[PNR_FIELD_LAST + 1];

  for (int i = 0; i <= PNR_FIELD_LAST; i++)
    self->columns[i] = -1;
  g_array_set_size (self->line_columns, 0);
  for (guint i = 0; i < self->n_columns; i++) {
    guint priority;
    PnrImportField field =
        pnr_import_field_from_header (self->profile, of_orders, self->folded[i], &priority);

    self->fields[i] = PNR_FIELD_NONE;
    if (field == PNR_FIELD_NONE)
      continue;
    if (field == PNR_FIELD_LINE_CELL)
      g_array_append_val (self->line_columns, i);
    else if (self->columns[field] >= 0 && priorities[field] <= priority)
      continue;
    if (self->columns[field] >= 0 && field != PNR_FIELD_LINE_CELL)
      self->fields[self->columns[field]] = PNR_FIELD_NONE;
    self->columns[field] = (int) i;
    self->fields[i] = field;
    priorities[field] = priority;
  }
}

static gboolean
has_field (const PnrTableLayout *self, PnrImportField field)
{
  return self->columns[field] >= 0;
}

static void
move_field (PnrTableLayout *self, PnrImportField from, PnrImportField to)
{
  if (!has_field (self, from) || has_field (self, to))
    return;
  self->columns[to] = self->columns[from];
  self->fields[self->columns[to]] = to;
  self->columns[from] = -1;
}

/* "pizza_id": where no column has a known name, one called "… id" names the product; the next
 * such column of a catalogue names what the product is a variant of. */
static void
assign_own_ids (PnrTableLayout *self, gboolean of_orders)
{
  PnrImportField wanted = of_orders ? PNR_FIELD_ITEM : PNR_FIELD_SKU;

  if (!of_orders && !has_field (self, PNR_FIELD_NAME) && !has_field (self, PNR_FIELD_PRICE))
    return;
  if (self->profile->knows_all_columns || has_field (self, wanted)
      || has_field (self, PNR_FIELD_EXTERNAL_ID) || has_field (self, PNR_FIELD_SKU)
      || (of_orders && (has_field (self, PNR_FIELD_ITEM_NAME) || has_field (self, PNR_FIELD_NAME)))
      || (!of_orders && has_field (self, PNR_FIELD_ITEM)))
    return;
  for (guint i = 0; i < self->n_columns; i++) {
    if (self->fields[i] != PNR_FIELD_NONE || self->are_unread[i]
        || !g_str_has_suffix (self->folded[i], " id") || g_str_has_prefix (self->folded[i], "order")
        || (!of_orders && i > 0 && !has_field (self, PNR_FIELD_SKU)))
      continue;
    self->fields[i] = wanted;
    self->columns[wanted] = (int) i;
    if (of_orders || wanted == PNR_FIELD_PARENT || has_field (self, PNR_FIELD_PARENT))
      return;
    wanted = PNR_FIELD_PARENT;
  }
}

gboolean
pnr_table_layout_has_order_key (const PnrTableLayout *self)
{
  return has_field (self, PNR_FIELD_ORDER)
         || (has_field (self, PNR_FIELD_CUSTOMER)
             && (has_field (self, PNR_FIELD_DATE) || has_field (self, PNR_FIELD_DAY)));
}

gboolean
pnr_table_layout_has_item (const PnrTableLayout *self)
{
  return has_field (self, PNR_FIELD_ITEM) || has_field (self, PNR_FIELD_SKU)
         || has_field (self, PNR_FIELD_EXTERNAL_ID) || has_field (self, PNR_FIELD_ITEM_NAME)
         || has_field (self, PNR_FIELD_NAME) || self->line_columns->len > 0
         || has_field (self, PNR_FIELD_LINE_TEXT);
}

static int
find_column (const PnrTableLayout *self, const char *name)
{
  g_autofree char *folded = pnr_import_header_fold (name);
  guint64 number;

  for (guint i = 0; i < self->n_columns; i++) {
    if (strcmp (self->headers[i], name) == 0)
      return (int) i;
  }
  for (guint i = 0; i < self->n_columns; i++) {
    if (*folded != '\0' && strcmp (self->folded[i], folded) == 0)
      return (int) i;
  }
  if (g_ascii_string_to_unsigned (name, 10, 1, self->n_columns, &number, NULL))
    return (int) number - 1;
  return -1;
}

static void
unmap_column (PnrTableLayout *self, int column)
{
  PnrImportField old = self->fields[column];

  if (old != PNR_FIELD_NONE && self->columns[old] == column)
    self->columns[old] = -1;
  for (guint i = 0; i < self->line_columns->len; i++) {
    if (g_array_index (self->line_columns, guint, i) == (guint) column)
      g_array_remove_index (self->line_columns, i--);
  }
  self->fields[column] = PNR_FIELD_NONE;
}

static void
map_column (PnrTableLayout *self, PnrImportField field, int column)
{
  unmap_column (self, column);
  self->are_unread[column] = field == PNR_FIELD_NONE;
  if (field == PNR_FIELD_NONE)
    return;
  if (has_field (self, field))
    self->fields[self->columns[field]] = PNR_FIELD_NONE;
  self->columns[field] = column;
  self->fields[column] = field;
}

/* "order=date+till+number" makes one key of several columns, which keep their own meaning. */
static gboolean
map_order_columns (PnrTableLayout *self, const char *names)
{
  g_auto (GStrv) parts = g_strsplit (names, "+", -1);

  g_array_set_size (self->order_columns, 0);
  for (char **part = parts; *part != NULL; part++) {
    int column = find_column (self, *part);

    if (column < 0)
      return FALSE;
    g_array_append_val (self->order_columns, column);
  }
  return self->order_columns->len > 0;
}

static gboolean
apply_map (PnrTableLayout *self, const char *map, GError **error)
{
  const char *equals = strchr (map, '=');
  g_autofree char *name = equals != NULL ? g_strndup (map, equals - map) : g_strdup (map);
  PnrImportField field = pnr_import_field_from_name (name);
  int column;

  if (equals == NULL || (field == PNR_FIELD_NONE && strcmp (name, "none") != 0)) {
    g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_BAD_MAP,
                 _ ("“%s” maps nothing: write FIELD=COLUMN with a field such as sku, name, price, "
                    "order, date, item or quantity."),
                 map);
    return FALSE;
  }
  column = find_column (self, equals + 1);
  if (column >= 0) {
    map_column (self, field, column);
    self->n_maps_used++;
    if (field == PNR_FIELD_ORDER)
      g_array_set_size (self->order_columns, 0);
  } else if (field == PNR_FIELD_ORDER && strchr (equals, '+') != NULL) {
    if (map_order_columns (self, equals + 1)) {
      self->columns[PNR_FIELD_ORDER] = g_array_index (self->order_columns, int, 0);
      self->n_maps_used++;
    } else {
      g_array_set_size (self->order_columns, 0);
    }
  }
  return TRUE;
}

static gboolean
apply_maps (PnrTableLayout *self, const char *const *maps, GError **error)
{
  self->n_maps_used = 0;
  memset (self->are_unread, 0, self->n_columns * sizeof *self->are_unread);
  g_clear_pointer (&self->maps_used, g_ptr_array_unref);
  self->maps_used = g_ptr_array_new_with_free_func (g_free);
  for (; maps != NULL && *maps != NULL; maps++) {
    guint n_before = self->n_maps_used;

    if (!apply_map (self, *maps, error))
      return FALSE;
    if (self->n_maps_used > n_before)
      g_ptr_array_add (self->maps_used, g_strdup (*maps));
  }
  return TRUE;
}

/* A map that the rows have no use for is told, not passed over. */
void
pnr_table_layout_note_useless_maps (PnrTableLayout *self)
{
  gboolean of_orders = self->shape == PNR_IMPORT_ORDERS;

  for (guint i = 0; self->maps_used != NULL && i < self->maps_used->len; i++) {
    const char *map = g_ptr_array_index (self->maps_used, i);
    g_autofree char *name = g_strndup (map, strchr (map, '=') - map);
    g_autofree char *message = NULL;

    if (pnr_import_field_is_read (pnr_import_field_from_name (name), of_orders))
      continue;
    message = of_orders
                  ? g_strdup_printf (_ ("“%s” was not used: “%s” holds orders, whose rows say "
                                        "nothing about that."),
                                     map, self->name)
                  : g_strdup_printf (_ ("“%s” was not used: “%s” holds products, whose rows say "
                                        "nothing about that."),
                                     map, self->name);
    pnr_table_layout_note (self, NULL, "unused-map", message);
  }
}

/* The key is the order column, else day, customer and store together. */
static void
set_order_columns (PnrTableLayout *self)
{
  static const PnrImportField parts[] = { PNR_FIELD_DATE, PNR_FIELD_DAY, PNR_FIELD_CUSTOMER,
                                          PNR_FIELD_STORE };

  if (self->order_columns->len > 0)
    return;
  if (has_field (self, PNR_FIELD_ORDER)) {
    g_array_append_val (self->order_columns, self->columns[PNR_FIELD_ORDER]);
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    if (has_field (self, parts[i]) && (i != 1 || self->order_columns->len == 0))
      g_array_append_val (self->order_columns, self->columns[parts[i]]);
  }
}

static void
settle_products (PnrTableLayout *self)
{
  if (!has_field (self, PNR_FIELD_SKU) && has_field (self, PNR_FIELD_ITEM)) {
    move_field (self, PNR_FIELD_ITEM, PNR_FIELD_SKU);
    /* Files that call the product by its name in orders call it so here: it is its own name. */
    if (!has_field (self, PNR_FIELD_NAME))
      self->columns[PNR_FIELD_NAME] = self->columns[PNR_FIELD_SKU];
  }
  move_field (self, PNR_FIELD_ITEM_NAME, PNR_FIELD_NAME);
  move_field (self, PNR_FIELD_UNIT_PRICE, PNR_FIELD_PRICE);
}

static void
settle_orders (PnrTableLayout *self)
{
  /* Where a number and a text both say the product, "Item" is its name. */
  if (has_field (self, PNR_FIELD_SKU) && has_field (self, PNR_FIELD_ITEM))
    move_field (self, PNR_FIELD_ITEM, PNR_FIELD_ITEM_NAME);
  move_field (self, PNR_FIELD_SKU, PNR_FIELD_ITEM);
  move_field (self, PNR_FIELD_NAME, PNR_FIELD_ITEM_NAME);
  move_field (self, PNR_FIELD_PRICE, PNR_FIELD_UNIT_PRICE);
  /* Beside prices of a unit stands the cost of a unit, beside totals that of the line. */
  if (has_field (self, PNR_FIELD_LINE_TOTAL) && !has_field (self, PNR_FIELD_UNIT_PRICE))
    move_field (self, PNR_FIELD_COST, PNR_FIELD_COST_TOTAL);
  set_order_columns (self);
}

/* Orders by themselves, whose lines are in another file. Pieces and their price are of a line: a
 * file of those without a product is one whose products are not found. */
static gboolean
has_heads_only (const PnrTableLayout *self)
{
  return !pnr_table_layout_has_item (self) && has_field (self, PNR_FIELD_ORDER)
         && has_field (self, PNR_FIELD_DATE) && !has_field (self, PNR_FIELD_QUANTITY)
         && !has_field (self, PNR_FIELD_UNIT_PRICE) && !self->profile->knows_all_columns;
}

gboolean
pnr_table_layout_assign_columns (PnrTableLayout *self, const PnrImportOptions *options,
                                 GError **error)
{
  gboolean of_orders = options->shape == PNR_IMPORT_ORDERS;

  if (options->shape == PNR_IMPORT_AUTO) {
    assign_fields (self, TRUE);
    if (!apply_maps (self, options->maps, error))
      return FALSE;
    of_orders = pnr_table_layout_has_order_key (self);
    g_array_set_size (self->order_columns, 0);
  }
  assign_fields (self, of_orders);
  if (!apply_maps (self, options->maps, error))
    return FALSE;
  assign_own_ids (self, of_orders);
  self->shape = of_orders ? PNR_IMPORT_ORDERS : PNR_IMPORT_PRODUCTS;
  if (of_orders)
    settle_orders (self);
  else
    settle_products (self);
  self->is_order_heads = of_orders && has_heads_only (self);
  return TRUE;
}

/* A field without which nothing can be read and for which no column is certain. */
PnrImportField
pnr_table_layout_find_missing (const PnrTableLayout *self)
{
  if (self->is_empty || self->shape == PNR_IMPORT_BASKETS)
    return PNR_FIELD_NONE;
  if (self->shape == PNR_IMPORT_ORDERS) {
    if (self->order_columns->len == 0)
      return PNR_FIELD_ORDER;
    return pnr_table_layout_has_item (self) || self->is_order_heads ? PNR_FIELD_NONE
                                                                    : PNR_FIELD_ITEM;
  }
  return has_field (self, PNR_FIELD_SKU) || has_field (self, PNR_FIELD_EXTERNAL_ID) ? PNR_FIELD_NONE
                                                                                    : PNR_FIELD_SKU;
}
