/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three invented shops with a year of orders, the same on every machine, to try everything on. */
#include "config.h"

#include "exchange/pnr-sample-shop.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/pnr-money.h"
#include "exchange/pnr-sample-resources.h"

#define MILLION 1000000
#define SECONDS_PER_DAY 86400
#define RESOURCE_FOLDER "/org/pannier/Pannier/samples/"

/* A shopper's basket is drawn in three steps: at most one product of each one-of group, every
 * other product of itself, then the companions of what lies in the basket. Everything is drawn
 * by integers from SplitMix64, so the shop is the same to the byte on every machine. */
typedef struct {
  char *sku;
  char *name;
  char *category;
  char *brand;
  gint64 price_minor;
  gint64 cost_minor;
  gint64 stock;
  gint64 weight_g;
  guint64 rate_ppm;
  gboolean is_in_group;
} SampleProduct;

typedef struct {
  guint first;
  guint second;
  guint64 chance_ppm;
} SamplePair;

struct _PnrSampleShop {
  GObject parent_instance;

  GKeyFile *keys;
  char *name;
  char *title;
  char *currency;
  gint64 n_orders;
  gint64 first_day;
  gint64 n_days;
  guint64 state;
  GArray *products;
  GPtrArray *groups; /* GArray of guint */
  GArray *pairs;
};

G_DEFINE_FINAL_TYPE (PnrSampleShop, pnr_sample_shop, G_TYPE_OBJECT)

static const char *const sample_names[] = { "suits", "footwear", "phones", NULL };

/* Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014. */
static guint64
next_random (PnrSampleShop *self)
{
  guint64 z = self->state += G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);

  z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94D049BB133111EB);
  return z ^ z >> 31;
}

static gboolean
happens (PnrSampleShop *self, guint64 chance_ppm)
{
  return next_random (self) % MILLION < chance_ppm;
}

static void
sample_product_clear (gpointer data)
{
  SampleProduct *product = data;

  g_free (product->sku);
  g_free (product->name);
  g_free (product->category);
  g_free (product->brand);
}

static SampleProduct *
product_at (PnrSampleShop *self, guint index)
{
  return &g_array_index (self->products, SampleProduct, index);
}

static guint
find_product (PnrSampleShop *self, const char *sku)
{
  for (guint i = 0; i < self->products->len; i++) {
    if (strcmp (product_at (self, i)->sku, sku) == 0)
      return i;
  }
  g_error ("the sample shop %s has no product %s", self->name, sku);
}

static void
pnr_sample_shop_finalize (GObject *object)
{
  PnrSampleShop *self = PNR_SAMPLE_SHOP (object);

  g_clear_pointer (&self->keys, g_key_file_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->currency, g_free);
  g_clear_pointer (&self->products, g_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->pairs, g_array_unref);

  G_OBJECT_CLASS (pnr_sample_shop_parent_class)->finalize (object);
}

static void
pnr_sample_shop_class_init (PnrSampleShopClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pnr_sample_shop_finalize;
}

static void
pnr_sample_shop_init (PnrSampleShop *self)
{
  self->products = g_array_new (FALSE, TRUE, sizeof (SampleProduct));
  g_array_set_clear_func (self->products, sample_product_clear);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->pairs = g_array_new (FALSE, FALSE, sizeof (SamplePair));
}

static void
read_products (PnrSampleShop *self)
{
  g_auto (GStrv) skus = g_key_file_get_keys (self->keys, "products", NULL, NULL);

  for (guint i = 0; skus[i] != NULL; i++) {
    g_autofree char *text = g_key_file_get_value (self->keys, "products", skus[i], NULL);
    g_auto (GStrv) fields = g_strsplit (text, ";", -1);
    SampleProduct product = { .sku = g_strdup (skus[i]) };

    g_assert (g_strv_length (fields) == 8);
    product.name = g_strdup (fields[0]);
    product.category = g_strdup (fields[1]);
    product.brand = g_strdup (fields[2]);
    if (!pnr_money_parse (fields[3], self->currency, '.', &product.price_minor)
        || !pnr_money_parse (fields[4], self->currency, '.', &product.cost_minor))
      g_error ("the sample shop %s misprices %s", self->name, skus[i]);
    product.stock = g_ascii_strtoll (fields[5], NULL, 10);
    product.weight_g = g_ascii_strtoll (fields[6], NULL, 10);
    product.rate_ppm = g_ascii_strtoull (fields[7], NULL, 10);
    g_array_append_val (self->products, product);
  }
}

static void
read_groups (PnrSampleShop *self)
{
  g_auto (GStrv) names = g_key_file_get_keys (self->keys, "one-of", NULL, NULL);

  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *text = g_key_file_get_value (self->keys, "one-of", names[i], NULL);
    g_auto (GStrv) skus = g_strsplit (text, ";", -1);
    GArray *group = g_array_new (FALSE, FALSE, sizeof (guint));

    for (guint j = 0; skus[j] != NULL; j++) {
      guint product = find_product (self, skus[j]);

      product_at (self, product)->is_in_group = TRUE;
      g_array_append_val (group, product);
    }
    g_ptr_array_add (self->groups, group);
  }
}

static void
read_pairs (PnrSampleShop *self)
{
  g_auto (GStrv) keys = g_key_file_get_keys (self->keys, "pairs", NULL, NULL);

  for (guint i = 0; keys[i] != NULL; i++) {
    g_auto (GStrv) skus = g_strsplit (keys[i], "+", 2);
    SamplePair pair = {
      find_product (self, skus[0]),
      find_product (self, skus[1]),
      g_key_file_get_uint64 (self->keys, "pairs", keys[i], NULL),
    };

    g_array_append_val (self->pairs, pair);
  }
}

static void
read_shop (PnrSampleShop *self)
{
  g_autofree char *first_day = g_key_file_get_string (self->keys, "shop", "first-day", NULL);
  g_autofree char *midnight = g_strconcat (first_day, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) start = g_date_time_new_from_iso8601 (midnight, NULL);

  self->title = g_key_file_get_string (self->keys, "shop", "title", NULL);
  self->currency = g_key_file_get_string (self->keys, "shop", "currency", NULL);
  self->n_orders = g_key_file_get_int64 (self->keys, "shop", "orders", NULL);
  self->n_days = g_key_file_get_int64 (self->keys, "shop", "days", NULL);
  self->first_day = g_date_time_to_unix (start);
}

/**
 * pnr_sample_shop_new:
 * @name: "suits", "footwear" or "phones"
 * @error: a place for %G_IO_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the shop
 */
PnrSampleShop *
pnr_sample_shop_new (const char *name, GError **error)
{
  g_autoptr (PnrSampleShop) self = NULL;
  g_autofree char *path = g_strconcat (RESOURCE_FOLDER, name, ".ini", NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (!g_strv_contains (sample_names, name)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("There is no sample “%s”. Choose suits, footwear or phones."), name);
    return NULL;
  }
  bytes = g_resource_lookup_data (pnr_samples_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                  error);
  if (bytes == NULL)
    return NULL;
  self = g_object_new (PNR_TYPE_SAMPLE_SHOP, NULL);
  self->name = g_strdup (name);
  self->keys = g_key_file_new ();
  if (!g_key_file_load_from_bytes (self->keys, bytes, G_KEY_FILE_NONE, error))
    return NULL;
  read_shop (self);
  read_products (self);
  read_groups (self);
  read_pairs (self);
  return g_steal_pointer (&self);
}

const char *
pnr_sample_shop_get_title (PnrSampleShop *self)
{
  g_return_val_if_fail (PNR_IS_SAMPLE_SHOP (self), NULL);

  return self->title;
}

const char *
pnr_sample_shop_get_currency (PnrSampleShop *self)
{
  g_return_val_if_fail (PNR_IS_SAMPLE_SHOP (self), NULL);

  return self->currency;
}

/**
 * pnr_sample_shop_get_planning:
 * @self: a shop
 *
 * Returns: (transfer full): Pannier JSON with a first bundle, links and a scenario for the shop
 */
GBytes *
pnr_sample_shop_get_planning (PnrSampleShop *self)
{
  g_autofree char *path = g_strconcat (RESOURCE_FOLDER, self->name, ".json", NULL);

  return g_resource_lookup_data (pnr_samples_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                 NULL);
}

/* One pass over the group's share of a million decides which member is bought, if any. */
static void
draw_group (PnrSampleShop *self, GArray *group, gboolean *basket)
{
  guint64 draw = next_random (self) % MILLION;
  guint64 reached = 0;

  for (guint i = 0; i < group->len; i++) {
    guint product = g_array_index (group, guint, i);

    reached += product_at (self, product)->rate_ppm;
    if (draw < reached) {
      basket[product] = TRUE;
      return;
    }
  }
}

static guint
draw_basket (PnrSampleShop *self, gboolean *basket)
{
  guint n_items = 0;

  memset (basket, 0, self->products->len * sizeof *basket);
  for (guint i = 0; i < self->groups->len; i++)
    draw_group (self, g_ptr_array_index (self->groups, i), basket);
  for (guint i = 0; i < self->products->len; i++) {
    if (!product_at (self, i)->is_in_group && happens (self, product_at (self, i)->rate_ppm))
      basket[i] = TRUE;
  }
  for (guint i = 0; i < self->pairs->len; i++) {
    const SamplePair *pair = &g_array_index (self->pairs, SamplePair, i);

    if (basket[pair->first] && happens (self, pair->chance_ppm))
      basket[pair->second] = TRUE;
  }
  for (guint i = 0; i < self->products->len; i++)
    n_items += basket[i];
  return n_items;
}

static gboolean
deliver_products (PnrSampleShop *self, PnrIntake *intake, PnrImportCounts *counts, GError **error)
{
  for (guint i = 0; i < self->products->len; i++) {
    const SampleProduct *product = product_at (self, i);
    PnrProductRecord record;
    PnrIntakeFate fate;

    pnr_product_record_clear (&record);
    record.sku = product->sku;
    record.name = product->name;
    record.category = product->category;
    record.brand = product->brand;
    record.price_minor = product->price_minor;
    record.cost_minor = product->cost_minor;
    record.stock = product->stock;
    record.weight_g = product->weight_g;
    counts->rows_read++;
    counts->rows_imported++;
    if (!pnr_intake_add_product (intake, &record, &fate, error))
      return FALSE;
  }
  return TRUE;
}

/* Most pieces are bought singly; one line in ten holds two. */
static gboolean
deliver_lines (PnrSampleShop *self, PnrIntake *intake, const PnrOrderRecord *order,
               const gboolean *basket, PnrImportCounts *counts, GError **error)
{
  for (guint i = 0; i < self->products->len; i++) {
    PnrLineRecord line;
    PnrIntakeFate fate;

    if (!basket[i])
      continue;
    pnr_line_record_clear (&line);
    line.item_sku = product_at (self, i)->sku;
    line.quantity_milli = happens (self, 100000) ? 2000 : 1000;
    line.total_minor = product_at (self, i)->price_minor * line.quantity_milli / 1000;
    counts->rows_read++;
    counts->rows_imported++;
    if (!pnr_intake_add_line (intake, order, &line, &fate, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
deliver_orders (PnrSampleShop *self, PnrIntake *intake, PnrImportCounts *counts,
                PnrProgress *progress, GError **error)
{
  g_autofree gboolean *basket = g_new0 (gboolean, self->products->len);

  for (gint64 i = 0; i < self->n_orders; i++) {
    g_autofree char *key = g_strdup_printf ("S-%05" G_GINT64_FORMAT, i + 1);
    g_autofree char *customer = NULL;
    PnrOrderRecord order;

    if (i % 500 == 0) {
      pnr_progress_set_fraction (progress, (double) i / (double) self->n_orders);
      if (!pnr_progress_check (progress, error))
        return FALSE;
    }
    while (draw_basket (self, basket) == 0)
      continue;
    /* A third as many customers as orders, the earlier ones buying more often. */
    customer = g_strdup_printf ("c%" G_GUINT64_FORMAT,
                                MIN (next_random (self), next_random (self))
                                    / (G_MAXUINT64 / (guint64) (self->n_orders / 3)));
    pnr_order_record_clear (&order);
    order.key = key;
    order.customer = customer;
    order.ordered_at = self->first_day
                       + (gint64) (i * self->n_days / self->n_orders) * SECONDS_PER_DAY
                       + (gint64) (next_random (self) % SECONDS_PER_DAY);
    if (!deliver_lines (self, intake, &order, basket, counts, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * pnr_sample_shop_deliver:
 * @self: a shop
 * @intake: who takes the catalogue and the orders
 * @report: what is counted
 * @progress: (nullable): a progress
 * @error: a place for an error
 *
 * Returns: whether everything was taken
 */
gboolean
pnr_sample_shop_deliver (PnrSampleShop *self, PnrIntake *intake, PnrImportReport *report,
                         PnrProgress *progress, GError **error)
{
  PnrIntakeSource source = { .file = self->title, .profile = "sample" };
  PnrImportCounts *counts = pnr_import_report_get_counts (report);

  g_return_val_if_fail (PNR_IS_SAMPLE_SHOP (self), FALSE);

  self->state = g_key_file_get_uint64 (self->keys, "shop", "seed", NULL);
  pnr_import_report_set_profile (report, "sample");
  return pnr_intake_begin_file (intake, &source, error)
         && deliver_products (self, intake, counts, error)
         && deliver_orders (self, intake, counts, progress, error)
         && pnr_intake_end_file (intake, counts, error);
}
