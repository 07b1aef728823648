/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The prices that a product had, as Pannier JSON tells them. */
#include "config.h"

#include "exchange/pnr-plan-json-private.h"

#include <glib/gi18n.h>

#include "base/pnr-money.h"
#include "base/pnr-report.h"

/* A price is told as a product tells its own: what the item says is put on a product and read
 * from there. The word of what replaced it is one of two. */
static gboolean
read_ask (PnrPlanReader *self, GVariant *item, PnrPastAsk *ask)
{
  g_autoptr (PnrProduct) told = pnr_product_new (1);
  g_autofree char *word = NULL;
  guint n_problems = pnr_apply_report_get_n_problems (self->report);

  if (!g_variant_is_of_type (item, G_VARIANT_TYPE_VARDICT)) {
    pnr_plan_reader_complain (self, "price_history", NULL, "not-an-object",
                              _ ("An object is expected here."));
    return FALSE;
  }
  pnr_plan_reader_set_money (self, item, "price", told, "price-minor");
  pnr_plan_reader_set_time (self, item, "since", told, "price-since");
  word = pnr_plan_reader_dup_text (self, item, "replaced_by");
  ask->price_minor = pnr_product_get_price_minor (told);
  ask->since = pnr_product_get_price_since (told);
  ask->origin = g_strcmp0 (word, "import") == 0 ? PNR_PRICE_ORIGIN_IMPORT : PNR_PRICE_ORIGIN_EDIT;
  if (ask->price_minor == PNR_MONEY_UNKNOWN || ask->since < 0
      || (word != NULL && ask->origin == PNR_PRICE_ORIGIN_EDIT && !g_str_equal (word, "edit")))
    pnr_plan_reader_complain (self, "price_history", word, "no-past-price",
                              _ ("A past price is an amount, a time since 1970 and “import” or "
                                 "“edit” for what replaced it."));
  return pnr_apply_report_get_n_problems (self->report) == n_problems;
}

/* The next price, or today's, must not be older than the one before. */
static gboolean
is_in_order (gint64 earlier, gint64 later)
{
  return earlier == 0 || later == 0 || earlier <= later;
}

static gboolean
history_is_in_order (GArray *history, gint64 price_since)
{
  for (guint i = 0; i < pnr_price_history_get_length (history); i++) {
    gint64 next =
        i + 1 < history->len ? pnr_price_history_get (history, i + 1)->since : price_since;

    if (!is_in_order (pnr_price_history_get (history, i)->since, next))
      return FALSE;
  }
  return TRUE;
}

void
pnr_plan_reader_fill_price_history (PnrPlanReader *self, GVariant *object, gpointer noun)
{
  g_autoptr (GVariant) list = NULL;
  g_autoptr (GArray) history = NULL;

  if (pnr_plan_object_has_null (object, "price_history")) {
    pnr_product_set_price_history (noun, NULL);
    return;
  }
  if (!pnr_plan_reader_get_list (self, object, "price_history", &list) || list == NULL)
    return;
  for (gsize i = 0; i < pnr_report_list_length (list); i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (list, i);
    PnrPastAsk ask = { 0 };
    GArray *longer;

    if (!read_ask (self, item, &ask))
      return;
    longer = pnr_price_history_append (history, &ask);
    g_clear_pointer (&history, g_array_unref);
    history = longer;
  }
  if (history_is_in_order (history, pnr_product_get_price_since (noun)))
    pnr_product_set_price_history (noun, history);
  else
    pnr_plan_reader_complain (self, "price_history", NULL, "not-in-order",
                              _ ("Past prices are listed from the oldest to the newest, and "
                                 "before “price_since”."));
}
