/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a shop's catalogue and order files into whoever keeps the rows. */
#include "config.h"

#include "exchange/pnr-importer.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/pnr-text.h"
#include "exchange/pnr-basket-intake.h"
#include "exchange/pnr-order-reader.h"
#include "exchange/pnr-person-guard.h"
#include "exchange/pnr-row-reader.h"

/* Looking at a file takes about as long as reading it without keeping it. */
#define SHARE_OF_LOOKING 0.3

static const PnrImportOptions automatic = { .shape = PNR_IMPORT_AUTO };

PnrImportOptions *
pnr_import_options_copy (const PnrImportOptions *self)
{
  PnrImportOptions *copy = g_new0 (PnrImportOptions, 1);

  copy->shape = self->shape;
  copy->encoding = self->encoding;
  copy->profile = g_strdup (self->profile);
  copy->maps = (const char *const *) g_strdupv ((char **) self->maps);
  return copy;
}

void
pnr_import_options_free (PnrImportOptions *self)
{
  g_free ((char *) self->profile);
  g_strfreev ((char **) self->maps);
  g_free (self);
}

/* Products before variants that are named after them, order heads before their lines. */
static int
rank_of (const PnrTableLayout *layout)
{
  if (layout->shape == PNR_IMPORT_PRODUCTS)
    return layout->columns[PNR_FIELD_PARENT] < 0 ? 0 : 1;
  return layout->is_order_heads ? 2 : 3;
}

static int
compare_layouts (gconstpointer a, gconstpointer b)
{
  return rank_of (*(PnrTableLayout *const *) a) - rank_of (*(PnrTableLayout *const *) b);
}

/* The first of the merchant's maps that fits no file, or NULL. */
static const char *
find_unused_map (GPtrArray *layouts, const char *const *maps)
{
  for (; maps != NULL && *maps != NULL; maps++) {
    gboolean is_used = FALSE;

    for (guint i = 0; i < layouts->len && !is_used; i++) {
      const PnrTableLayout *layout = layouts->pdata[i];

      is_used = layout->maps_used != NULL
                && g_ptr_array_find_with_equal_func (layout->maps_used, *maps, g_str_equal, NULL);
    }
    if (!is_used)
      return *maps;
  }
  return NULL;
}

/* A map may concern one file of several, but it has to concern one. */
static gboolean
check_maps (GPtrArray *layouts, const PnrImportOptions *const *options, GError **error)
{
  const PnrTableLayout *first = layouts->len > 0 ? layouts->pdata[0] : NULL;
  const char *unused = NULL;
  g_autofree char *list = NULL;

  for (guint i = 0; i < layouts->len && unused == NULL; i++)
    unused = find_unused_map (layouts, options[i]->maps);
  if (unused == NULL)
    return TRUE;
  list = first->headers != NULL ? g_strjoinv (", ", first->headers) : g_strdup (_ ("none"));
  g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_NO_COLUMN,
               _ ("There is no column “%s” in “%s”. Its columns are: %s."),
               strchr (unused, '=') + 1, first->name, list);
  return FALSE;
}

static gboolean
look_at_files (GPtrArray *layouts, const char *const *paths, const PnrImportOptions *const *options,
               PnrProgress *progress, GError **error)
{
  guint n_paths = g_strv_length ((char **) paths);

  pnr_progress_begin_step (progress, _ ("Looking at the files"));
  for (guint i = 0; i < n_paths; i++) {
    PnrTableLayout *layout = pnr_table_layout_look (paths[i], options[i], progress, error);

    if (layout == NULL)
      return FALSE;
    g_ptr_array_add (layouts, layout);
    pnr_progress_set_fraction (progress, SHARE_OF_LOOKING * (i + 1) / n_paths);
  }
  if (!check_maps (layouts, options, error))
    return FALSE;
  for (guint i = 0; i < n_paths; i++) {
    if (!pnr_table_layout_check (layouts->pdata[i], error))
      return FALSE;
  }
  g_ptr_array_sort (layouts, compare_layouts);
  return TRUE;
}

static void
add_counts (PnrImportCounts *sum, const PnrImportCounts *counts)
{
  sum->rows_read += counts->rows_read;
  sum->rows_imported += counts->rows_imported;
  sum->rows_unchanged += counts->rows_unchanged;
  sum->rows_rejected += counts->rows_rejected;
  sum->products_new += counts->products_new;
  sum->products_changed += counts->products_changed;
  sum->products_unchanged += counts->products_unchanged;
  sum->products_naming += counts->products_naming;
  sum->orders_new += counts->orders_new;
  sum->orders_existing += counts->orders_existing;
  sum->orders_hidden += counts->orders_hidden;
  sum->orders_covered += counts->orders_covered;
  sum->files_hidden += counts->files_hidden;
  sum->order_lines += counts->order_lines;
}

static const char *
profile_name (const PnrTableLayout *layout)
{
  return layout->shape == PNR_IMPORT_BASKETS ? "baskets" : layout->profile->name;
}

/* Known shops write an order's number on its first row alone; of a table of unknown origin it may
 * as well be missing. */
static void
note_continued_orders (PnrRowReader *rows, PnrOrderReader *orders)
{
  gint64 n_continued = pnr_order_reader_get_n_continued (orders);
  const char *profile = rows->layout->profile->name;

  if (n_continued > 0 && (strcmp (profile, "table") == 0 || strcmp (profile, "plain") == 0))
    pnr_import_report_take_problem (
        rows->report,
        pnr_problem_new (rows->layout->name, 0, NULL, "no-order-number", NULL, FALSE,
                         g_dngettext (GETTEXT_PACKAGE,
                                      "%d row names no order and was taken as a line of the order "
                                      "above it. Check that it is.",
                                      "%d rows name no order and were taken as lines of the order "
                                      "above them. Check that they are.",
                                      (gulong) n_continued),
                         (int) n_continued));
}

static gboolean
read_rows (PnrRowReader *rows, PnrGoodsWords *goods, GError **error)
{
  g_autoptr (PnrOrderReader) orders =
      pnr_order_reader_new (strcmp (rows->layout->profile->name, "plain") == 0);
  g_autoptr (PnrPersonGuard) persons = pnr_person_guard_new (rows->layout, goods);
  gboolean is_read;

  rows->persons = persons;
  switch (rows->layout->shape) {
  case PNR_IMPORT_PRODUCTS:
    return pnr_row_reader_run (rows, pnr_product_reader_row, NULL, error);
  case PNR_IMPORT_BASKETS:
    return pnr_row_reader_run (rows, pnr_basket_reader_row, NULL, error);
  default:
    is_read = pnr_row_reader_run (rows, pnr_order_reader_row, orders, error);
    note_continued_orders (rows, orders);
    rows->counts.files_hidden = pnr_person_guard_is_named_in_file (persons) ? 1 : 0;
    return is_read;
  }
}

/* Once for all files: the merchant who looks for an order by its number must know. */
static void
note_hidden_orders (PnrRowReader *rows)
{
  const PnrTableLayout *layout = rows->layout;

  if (rows->counts.orders_hidden > 0
      && pnr_import_report_get_counts (rows->report)->orders_hidden == 0)
    pnr_import_report_take_problem (
        rows->report,
        pnr_problem_new (layout->name, 0, NULL, "order-address", NULL, FALSE, "%s",
                         _ ("The order numbers of this file hold names or e-mail addresses of "
                            "customers. They are kept as codes, so that the plan tells nobody who "
                            "ordered.")));
}

/* A snapshot stays as it was taken; who hands one on or keeps it must know what is in it. */
static void
note_covered_orders (PnrRowReader *rows)
{
  if (rows->counts.orders_covered > 0
      && pnr_import_report_get_counts (rows->report)->orders_covered == 0)
    pnr_import_report_take_problem (
        rows->report,
        pnr_problem_new (
            rows->layout->name, 0, NULL, "old-snapshots", NULL, FALSE, "%s",
            _ ("This file tells that order numbers which the plan held so far name customers. The "
               "plan keeps them as codes from now on. Snapshots of it that were taken before may "
               "still hold them: remove them with “Remove All” in the list of snapshots, or with "
               "“pannier-cli snapshots PLAN --remove-before now”.")));
}

/* The history holds them too, so that renaming these products would not be enough. */
static void
note_naming_products (PnrRowReader *rows)
{
  if (rows->counts.products_naming > 0
      && pnr_import_report_get_counts (rows->report)->products_naming == 0)
    pnr_import_report_take_problem (
        rows->report,
        pnr_problem_new (rows->layout->name, 0, NULL, "old-product-names", NULL, FALSE, "%s",
                         _ ("This file tells that names or SKUs of products which the plan holds "
                            "from an earlier import name customers. Undo the imports back to the "
                            "one that brought them, import this file in its place, and then remove "
                            "the snapshots of before.")));
}

static void
note_hidden_file (PnrRowReader *rows)
{
  if (rows->counts.files_hidden > 0 || pnr_text_has_address (rows->layout->name))
    pnr_import_report_take_problem (
        rows->report, pnr_problem_new (rows->layout->name, 0, NULL, "file-name", NULL, FALSE, "%s",
                                       _ ("The name of this file names a customer, so the plan "
                                          "does not keep it.")));
}

/* Nothing is wrong with such a file, yet who hands it in expects something of it. */
static void
note_no_rows (PnrRowReader *rows)
{
  const PnrTableLayout *layout = rows->layout;

  if (rows->counts.rows_read == 0 && layout->shape != PNR_IMPORT_BASKETS)
    pnr_import_report_take_problem (
        rows->report,
        pnr_problem_new (layout->name, 0, NULL, "no-rows", NULL, FALSE, "%s",
                         _ ("This file has a header but no rows, so nothing came from it. Export "
                            "it again from the shop and look that it holds something.")));
}

static gboolean
read_file (PnrRowReader *rows, PnrGoodsWords *goods, GError **error)
{
  const PnrTableLayout *layout = rows->layout;
  PnrIntakeSource source = { .file = layout->name, .profile = profile_name (layout) };

  if (!pnr_intake_begin_file (rows->intake, &source, error))
    return FALSE;
  for (guint i = 0; i < layout->notes->len; i++) {
    const PnrProblem *note = layout->notes->pdata[i];

    pnr_import_report_take_problem (rows->report,
                                    pnr_problem_new (note->file, note->row, note->column,
                                                     note->code, NULL, FALSE, "%s", note->message));
  }
  if (!read_rows (rows, goods, error) || !pnr_intake_end_file (rows->intake, &rows->counts, error))
    return FALSE;
  note_no_rows (rows);
  note_hidden_orders (rows);
  note_covered_orders (rows);
  note_naming_products (rows);
  note_hidden_file (rows);
  add_counts (pnr_import_report_get_counts (rows->report), &rows->counts);
  return TRUE;
}

static void
set_profile (PnrImportReport *report, GPtrArray *layouts)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const char *last = NULL;

  for (guint i = 0; i < layouts->len; i++) {
    const char *name = profile_name (layouts->pdata[i]);

    if (g_strcmp0 (last, name) != 0)
      g_string_append_printf (names, "%s%s", last != NULL ? ", " : "", name);
    last = name;
  }
  pnr_import_report_set_profile (report, names->str);
}

static gboolean
needs_parents (GPtrArray *layouts)
{
  for (guint i = 0; i < layouts->len; i++) {
    const PnrTableLayout *layout = layouts->pdata[i];

    if (layout->shape == PNR_IMPORT_PRODUCTS
        && (layout->columns[PNR_FIELD_PARENT] >= 0 || layout->columns[PNR_FIELD_HANDLE] >= 0))
      return TRUE;
  }
  return FALSE;
}

/**
 * pnr_import_files_each:
 * @paths: (array zero-terminated=1): files in any order; all are looked at before one is read
 * @options: what the merchant decided, one for each path
 * @intake: keeps the rows; its owner keeps or drops all of them together
 * @report: takes the counts, every rejected row and every oddity
 * @progress: (nullable): a progress
 * @error: a place for %PNR_EXCHANGE_ERROR, cancellation, or an error of the intake
 *
 * Returns: whether all files were read; a row that is left out is no failure
 */
gboolean
pnr_import_files_each (const char *const *paths, const PnrImportOptions *const *options,
                       PnrIntake *intake, PnrImportReport *report, PnrProgress *progress,
                       GError **error)
{
  g_autoptr (GPtrArray) layouts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) pnr_table_layout_free);
  g_autoptr (PnrGoodsWords) goods = NULL;
  g_autoptr (GHashTable) parents = NULL;
  g_autoptr (GHashTable) prices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_return_val_if_fail (paths != NULL && PNR_IS_INTAKE (intake), FALSE);
  g_return_val_if_fail (PNR_IS_IMPORT_REPORT (report), FALSE);

  if (!look_at_files (layouts, paths, options, progress, error))
    return FALSE;
  if (needs_parents (layouts))
    parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                     (GDestroyNotify) pnr_parent_product_free);
  set_profile (report, layouts);
  goods = pnr_goods_words_new (layouts, intake, progress);
  pnr_progress_begin_step (progress, _ ("Reading the rows"));
  for (guint i = 0; i < layouts->len; i++) {
    PnrRowReader rows = {
      .layout = layouts->pdata[i],
      .intake = intake,
      .report = report,
      .progress = progress,
      .parents = parents,
      .prices = prices,
      .progress_from = (double) i / layouts->len,
      .progress_share = 1.0 / layouts->len,
    };

    if (!read_file (&rows, goods, error))
      return FALSE;
  }
  pnr_progress_set_fraction (progress, 1.0);
  return pnr_progress_check (progress, error);
}

/* The same with one mind about all files; @options NULL decides everything from the files. */
gboolean
pnr_import_files (const char *const *paths, const PnrImportOptions *options, PnrIntake *intake,
                  PnrImportReport *report, PnrProgress *progress, GError **error)
{
  guint n_paths = g_strv_length ((char **) paths);
  g_autofree const PnrImportOptions **each = g_new (const PnrImportOptions *, n_paths + 1);

  for (guint i = 0; i < n_paths; i++)
    each[i] = options != NULL ? options : &automatic;
  return pnr_import_files_each (paths, each, intake, report, progress, error);
}

/**
 * pnr_read_baskets:
 * @path: an order history of any shape
 * @options: (nullable): what the merchant decided
 * @report: takes the counts and every rejected row
 * @progress: (nullable): a progress
 * @error: a place for an error
 *
 * Returns: (transfer full) (nullable): its baskets, for mining without a plan
 */
PnrBasketSet *
pnr_read_baskets (const char *path, const PnrImportOptions *options, PnrImportReport *report,
                  PnrProgress *progress, GError **error)
{
  const char *paths[] = { path, NULL };
  g_autoptr (PnrBasketIntake) intake = pnr_basket_intake_new ();

  if (!pnr_import_files (paths, options, PNR_INTAKE (intake), report, progress, error))
    return NULL;
  return pnr_basket_intake_end (intake);
}
