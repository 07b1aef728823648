/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Break-even shares of upsells and bundles, and the split of a bundle price over its parts. */
#include "config.h"

#include "economy/pnr-exact-cases.h"

#include <glib/gi18n.h>
#include <math.h>

#include "economy/pnr-allocation.h"
#include "economy/pnr-break-even.h"
#include "economy/pnr-case-input.h"

/* Beyond 2^53 a double no longer holds every cent. */
#define LARGEST_CENTS 9007199254740992.0

static GVariant *
pnr_breakeven_upsell (GVariant *inputs, GError **error)
{
  double base, upgrade, lost, acceptance, price_base, price_upgrade, gain;
  GVariantDict *report;

  if (!pnr_case_number (inputs, "margin_base", &base, error)
      || !pnr_case_number (inputs, "margin_upgrade", &upgrade, error)
      || !pnr_case_number_within (inputs, "lost_share", 0, 1, &lost, error)
      || !pnr_case_number_within (inputs, "acceptance", 0, 1, &acceptance, error)
      || !pnr_case_number (inputs, "price_base", &price_base, error)
      || !pnr_case_number (inputs, "price_upgrade", &price_upgrade, error))
    return NULL;
  if (lost + acceptance > 1) {
    pnr_case_fail (error, _ ("The fields “%s” and “%s” add up to more than everybody."),
                   "lost_share", "acceptance");
    return NULL;
  }
  gain = upgrade - base;
  report = pnr_report_new ();
  pnr_report_add_number (report, "break_even_acceptance",
                         pnr_break_even_of_upsell (base, upgrade, lost).share);
  pnr_report_add_number (report, "contribution_change_per_100_offered",
                         100 * (acceptance * gain - lost * base));
  pnr_report_add_number (report, "aov_of_buyers",
                         (acceptance * price_upgrade + (1 - lost - acceptance) * price_base)
                             / (1 - lost));
  return pnr_report_end (report);
}

static GVariant *
pnr_breakeven_giveaway (GVariant *inputs, GError **error)
{
  double all, part, bundle;
  GVariantDict *report;

  if (!pnr_case_number (inputs, "margin_if_all_bought_separately", &all, error)
      || !pnr_case_number (inputs, "margin_of_part_bought_otherwise", &part, error)
      || !pnr_case_number (inputs, "margin_of_bundle", &bundle, error))
    return NULL;
  report = pnr_report_new ();
  pnr_report_add_number (report, "break_even_share",
                         pnr_break_even_of_giveaway (bundle, all, part).share);
  return pnr_report_end (report);
}

static gboolean
pnr_breakeven_is_cents (double number)
{
  return number >= 0 && number < LARGEST_CENTS && number == floor (number);
}

static GVariant *
pnr_breakeven_allocate (GVariant *inputs, GError **error)
{
  gsize n_parts = 0;
  g_autofree double *list = pnr_case_numbers (inputs, "list_prices_cents", &n_parts, error);
  g_autofree PnrAllocationPart *parts = NULL;
  g_autofree PnrAllocationShare *shares = NULL;
  double price, total = 0;
  GVariantDict *report;

  if (list == NULL || !pnr_case_number (inputs, "bundle_price_cents", &price, error))
    return NULL;
  parts = g_new0 (PnrAllocationPart, n_parts);
  shares = g_new0 (PnrAllocationShare, n_parts);
  for (gsize i = 0; i < n_parts; i++) {
    total += list[i];
    if (!pnr_breakeven_is_cents (list[i])) {
      pnr_case_fail (error, _ ("The field “%s” must hold whole cents."), "list_prices_cents");
      return NULL;
    }
    parts[i].quantity = 1;
    parts[i].list_minor = (gint64) list[i];
  }
  if (total <= 0 || total >= LARGEST_CENTS || !pnr_breakeven_is_cents (price)) {
    pnr_case_fail (error,
                   _ ("The field “%s” must be whole cents, and some part must have a price."),
                   "bundle_price_cents");
    return NULL;
  }
  if (!pnr_allocation_split ((gint64) price, PNR_ALLOCATION_BY_LIST_PRICE, parts, n_parts, shares,
                             error))
    return NULL;
  report = pnr_report_new ();
  for (gsize i = 0; i < n_parts; i++)
    list[i] = price * list[i] / total;
  pnr_report_add_value (report, "exact", pnr_case_numbers_new (list, n_parts));
  for (gsize i = 0; i < n_parts; i++)
    list[i] = (double) shares[i].total_minor;
  pnr_report_add_value (report, "cents", pnr_case_numbers_new (list, n_parts));
  return pnr_report_end (report);
}

GVariant *
pnr_breakeven_case_solve (const char *task, GVariant *inputs, PnrProgress *progress, GError **error)
{
  if (g_str_equal (task, "upsell_acceptance"))
    return pnr_breakeven_upsell (inputs, error);
  if (g_str_equal (task, "bundle_giveaway_share"))
    return pnr_breakeven_giveaway (inputs, error);
  if (g_str_equal (task, "allocate"))
    return pnr_breakeven_allocate (inputs, error);
  pnr_case_unknown_task ("breakeven", task, error);
  return NULL;
}
