/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of catalogues as products. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/pnr-money.h"
#include "base/pnr-text.h"
#include "exchange/pnr-person-guard.h"
#include "exchange/pnr-row-reader.h"

#define MICRO G_GINT64_CONSTANT (1000000)

void
pnr_parent_product_free (PnrParentProduct *self)
{
  g_free (self->name);
  g_free (self->category);
  g_free (self);
}

static gboolean
contains_word (const char *text, const char *word)
{
  g_autofree char *folded = pnr_text_fold (text);

  return strstr (folded, word) != NULL;
}

static int
kind_from_cell (const char *cell)
{
  if (cell == NULL)
    return -1;
  if (contains_word (cell, "download") || contains_word (cell, "digital"))
    return PNR_PRODUCT_KIND_DIGITAL;
  if (contains_word (cell, "virtual") || contains_word (cell, "service")
      || contains_word (cell, "dienst"))
    return PNR_PRODUCT_KIND_SERVICE;
  return PNR_PRODUCT_KIND_GOOD;
}

static int
visible_from_cells (const char *published, const char *visibility)
{
  if (published == NULL && visibility == NULL)
    return -1;
  return (published == NULL || strcmp (published, "1") == 0)
         && g_strcmp0 (visibility, "hidden") != 0;
}

/* Shops list several categories or pictures in a cell; the first one is the product's own. */
static const char *
first_of_list (PnrRowReader *self, const char *cell)
{
  const char *comma = cell != NULL ? strstr (cell, ", ") : NULL;

  if (comma == NULL || comma == cell || comma[-1] == '\\')
    return cell;
  g_ptr_array_add (self->scratch, g_strndup (cell, comma - cell));
  return self->scratch->pdata[self->scratch->len - 1];
}

static const char *
category_path (PnrRowReader *self)
{
  static const PnrImportField levels[] = { PNR_FIELD_CATEGORY_FAMILY, PNR_FIELD_CATEGORY_DEPARTMENT,
                                           PNR_FIELD_CATEGORY, PNR_FIELD_CATEGORY_LEAF };
  g_autoptr (GString) path = NULL;
  const char *only = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++) {
    const char *level = pnr_row_reader_get (self, levels[i]);

    if (level == NULL)
      continue;
    if (levels[i] == PNR_FIELD_CATEGORY && self->layout->profile->guards_formulas)
      level = first_of_list (self, level);
    if (only != NULL && path == NULL)
      path = g_string_new (only);
    if (path != NULL)
      g_string_append_printf (path, " > %s", level);
    only = level;
  }
  if (path == NULL)
    return only;
  g_ptr_array_add (self->scratch, g_strdup (path->str));
  return self->scratch->pdata[self->scratch->len - 1];
}

/* "1.23457E+12" was a barcode, "Mar-01" a SKU, before a spreadsheet saved the file. */
static gboolean
is_spreadsheet_damage (const char *sku)
{
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
                                        "Sep", "Oct", "Nov", "Dec", "Mai", "Okt", "Dez" };
  const char *e = strstr (sku, "E+");
  gsize length = strlen (sku);

  if (e != NULL && e > sku && g_ascii_isdigit (e[-1])
      && strspn (sku, "0123456789.,") == (gsize) (e - sku))
    return strspn (e + 2, "0123456789") == strlen (e + 2);
  for (gsize i = 0; i < G_N_ELEMENTS (months); i++) {
    if (length == 6 && g_str_has_prefix (sku, months[i]) && sku[3] == '-'
        && g_ascii_isdigit (sku[4]))
      return TRUE;
    if (length >= 5 && length <= 6 && g_ascii_isdigit (sku[0]) && g_str_has_suffix (sku, months[i])
        && sku[length - 4] == '-')
      return TRUE;
  }
  return FALSE;
}

/* A variant is called after its parent and its size when the file gives it no name. */
static void
complete_from_parent (PnrRowReader *self, PnrProductRecord *product)
{
  const PnrParentProduct *parent = self->parents != NULL && product->parent_sku != NULL
                                       ? g_hash_table_lookup (self->parents, product->parent_sku)
                                       : NULL;
  const char *size = pnr_row_reader_get (self, PNR_FIELD_SIZE);

  if (parent == NULL)
    return;
  if (product->category == NULL)
    product->category = parent->category;
  if (product->name == NULL && parent->name != NULL) {
    g_ptr_array_add (self->scratch, size != NULL ? g_strdup_printf ("%s %s", parent->name, size)
                                                 : g_strdup (parent->name));
    product->name = self->scratch->pdata[self->scratch->len - 1];
  }
}

/* Rows below a product's first one name its handle only; they are its further variants. */
static void
complete_from_handle (PnrRowReader *self, PnrProductRecord *product)
{
  const char *handle = pnr_row_reader_get (self, PNR_FIELD_HANDLE);
  const char *option = pnr_row_reader_get (self, PNR_FIELD_SIZE);
  PnrParentProduct *first;

  if (handle == NULL || self->parents == NULL)
    return;
  first = g_hash_table_lookup (self->parents, handle);
  if (first == NULL && product->name != NULL) {
    first = g_new0 (PnrParentProduct, 1);
    first->name = g_strdup (product->name);
    first->category = g_strdup (product->category);
    g_hash_table_insert (self->parents, g_strdup (handle), first);
  } else if (first != NULL && product->name == NULL) {
    product->name = first->name;
    product->category = product->category != NULL ? product->category : first->category;
  }
  if (product->name != NULL && option != NULL && strcmp (option, "Default Title") != 0) {
    g_ptr_array_add (self->scratch, g_strdup_printf ("%s - %s", product->name, option));
    product->name = self->scratch->pdata[self->scratch->len - 1];
  }
}

static void
remember_parent (PnrRowReader *self, const PnrProductRecord *product)
{
  PnrParentProduct *parent;

  if (self->parents == NULL || product->sku == NULL || product->parent_sku != NULL
      || product->name == NULL || self->layout->columns[PNR_FIELD_HANDLE] >= 0)
    return;
  parent = g_new0 (PnrParentProduct, 1);
  parent->name = g_strdup (product->name);
  parent->category = g_strdup (product->category);
  g_hash_table_replace (self->parents, g_strdup (product->sku), parent);
}

static gboolean
read_stock (PnrRowReader *self, gint64 *stock)
{
  const char *cell = pnr_row_reader_get (self, PNR_FIELD_STOCK);

  if (cell != NULL && g_ascii_strcasecmp (cell, "parent") == 0)
    return TRUE;
  return pnr_row_reader_get_number (self, PNR_FIELD_STOCK, 0, stock);
}

static gboolean
read_weight (PnrRowReader *self, gint64 *weight_g)
{
  gint64 weight_micro = -1;

  if (!pnr_row_reader_get_number (self, PNR_FIELD_WEIGHT, 6, &weight_micro))
    return FALSE;
  if (weight_micro >= 0)
    *weight_g =
        pnr_money_round_ratio (weight_micro, (gint64) self->layout->grams_micro, MICRO * MICRO);
  return TRUE;
}

/* What a product costs or is sold for; a reduction is no price of a product. */
static gboolean
read_price (PnrRowReader *self, PnrImportField field, gint64 *minor)
{
  gint64 read = PNR_MONEY_UNKNOWN;
  int column = self->layout->columns[field];

  if (!pnr_row_reader_get_amount (self, field, self->digits, &read))
    return FALSE;
  if (read == PNR_MONEY_UNKNOWN)
    return TRUE;
  if (read < 0)
    return pnr_row_reader_refuse (self, column, "negative", pnr_row_reader_get_at (self, column),
                                  _ ("is below zero"));
  *minor = read;
  return TRUE;
}

static gboolean
read_numbers (PnrRowReader *self, PnrProductRecord *product)
{
  return pnr_row_reader_check_currency (self)
         && read_price (self, PNR_FIELD_SALE_PRICE, &product->price_minor)
         && read_price (self, PNR_FIELD_PRICE, &product->price_minor)
         && read_price (self, PNR_FIELD_COST, &product->cost_minor)
         && read_stock (self, &product->stock) && read_weight (self, &product->weight_g);
}

/* Two rows of one SKU are one product; where they disagree, the merchant should know. */
static void
compare_prices (PnrRowReader *self, const PnrProductRecord *product)
{
  gint64 *known = product->sku != NULL && product->price_minor != PNR_MONEY_UNKNOWN
                      ? g_hash_table_lookup (self->prices, product->sku)
                      : NULL;

  if (product->sku == NULL || product->price_minor == PNR_MONEY_UNKNOWN)
    return;
  if (known != NULL && *known != product->price_minor)
    pnr_row_reader_warn (self, self->layout->columns[PNR_FIELD_SKU], "duplicate-sku", product->sku,
                         _ ("stood before with another price; the price of this row counts"));
  if (known == NULL) {
    known = g_new (gint64, 1);
    g_hash_table_insert (self->prices, g_strdup (product->sku), known);
  }
  *known = product->price_minor;
}

static gboolean
refuse_nameless (PnrRowReader *self)
{
  int column = self->layout->columns[PNR_FIELD_SKU];

  return pnr_row_reader_refuse (self, column, "no-product", NULL, _ ("the row names no product"));
}

/* Before other rows are completed from this one. */
static gboolean
check_names (PnrRowReader *self, const PnrProductRecord *product)
{
  const int *columns = self->layout->columns;

  return pnr_row_reader_check_name (self, columns[PNR_FIELD_SKU], product->sku)
         && (product->sku != NULL
             || pnr_row_reader_check_name (self, columns[PNR_FIELD_EXTERNAL_ID],
                                           product->external_id))
         && pnr_row_reader_check_name (self, columns[PNR_FIELD_NAME], product->name);
}

/* A list of what was made to order may say for whom, in columns of their own and in the name. */
static gboolean
hide_people (PnrRowReader *self, PnrProductRecord *product)
{
  const int *columns = self->layout->columns;

  pnr_person_guard_look (self->persons, self);
  product->sku = pnr_person_guard_keep (self->persons, self, columns[PNR_FIELD_SKU], product->sku);
  product->external_id = pnr_person_guard_keep (self->persons, self, columns[PNR_FIELD_EXTERNAL_ID],
                                                product->external_id);
  product->name =
      pnr_person_guard_keep (self->persons, self, columns[PNR_FIELD_NAME], product->name);
  product->category =
      pnr_person_guard_keep (self->persons, self, columns[PNR_FIELD_CATEGORY], product->category);
  product->brand =
      pnr_person_guard_keep (self->persons, self, columns[PNR_FIELD_BRAND], product->brand);
  if (product->sku != NULL || product->external_id != NULL)
    return TRUE;
  return pnr_row_reader_refuse (self, columns[PNR_FIELD_SKU], "no-product", NULL,
                                _ ("nothing but the customer's name names the product"));
}

/* One row as one product. */
gboolean
pnr_product_reader_row (PnrRowReader *self, gpointer data, PnrIntakeFate *fate, GError **error)
{
  PnrProductRecord product;

  pnr_product_record_clear (&product);
  product.sku = pnr_row_reader_get (self, PNR_FIELD_SKU);
  product.external_id = pnr_row_reader_get (self, PNR_FIELD_EXTERNAL_ID);
  if (product.sku == NULL && product.external_id == NULL)
    return refuse_nameless (self);
  product.name = pnr_row_reader_get (self, PNR_FIELD_NAME);
  product.category = category_path (self);
  product.brand = pnr_row_reader_get (self, PNR_FIELD_BRAND);
  if (!hide_people (self, &product))
    return FALSE;
  product.parent_sku = pnr_row_reader_get (self, PNR_FIELD_PARENT);
  product.tax_class = pnr_row_reader_get (self, PNR_FIELD_TAX_CLASS);
  product.image = first_of_list (self, pnr_row_reader_get (self, PNR_FIELD_IMAGE));
  product.kind = kind_from_cell (pnr_row_reader_get (self, PNR_FIELD_KIND));
  product.visible = visible_from_cells (pnr_row_reader_get (self, PNR_FIELD_PUBLISHED),
                                        pnr_row_reader_get (self, PNR_FIELD_VISIBILITY));
  if (!read_numbers (self, &product) || !check_names (self, &product))
    return FALSE;
  if (product.sku != NULL && is_spreadsheet_damage (product.sku))
    pnr_row_reader_warn (self, self->layout->columns[PNR_FIELD_SKU], "spreadsheet-damage",
                         product.sku, _ ("looks like a number or a date that a spreadsheet made"));
  compare_prices (self, &product);
  complete_from_handle (self, &product);
  complete_from_parent (self, &product);
  remember_parent (self, &product);
  /* With its size behind it, the name of the parent may be too long. */
  if (!pnr_row_reader_check_name (self, self->layout->columns[PNR_FIELD_NAME], product.name))
    return FALSE;
  return pnr_intake_add_product (self->intake, &product, fate, error);
}
